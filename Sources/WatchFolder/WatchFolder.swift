// WatchFolder
