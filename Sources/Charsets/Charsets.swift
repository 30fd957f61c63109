// Bytes to text.
