/// The names of the folders that browsers put beside a page saved as "web page, complete": its own, and what it is
/// shown with.
package enum CompanionName {
    /// What stands behind the page's name, by the browser's language.
    ///
    /// Those of Windows' own list of connected files, which browsers follow, and the Korean one, composed and as macOS
    /// writes it.
    static let suffixes = [
        "_files", ".files", "_파일", "_\u{1111}\u{1161}\u{110B}\u{1175}\u{11AF}", "-Dateien", "_fichiers", "_archivos",
        "_arquivos", "_ficheiros", "_bestanden", "-filer", "_file", "_pliki", "_soubory", "_tiedostot", "_fitxers",
        "_dosyalar", "_datoteke", "_fajlovi", "_elemei", "_failid", "_fails", "_bylos",
    ]
    .map { Array($0.utf8) }

    /// The endings of the pages that have such folders.
    private static let pageEndings = [".html", ".htm", ".xhtml", ".HTML", ".HTM"].map { Array($0.utf8) }

    /// The pages that a folder of this name would belong to; none where the name is not of that kind.
    package static func pages(of folder: RawPath) -> [RawPath] {
        suffixes.filter { folder.bytes.count > $0.count && folder.bytes.suffix($0.count) == $0[...] }.flatMap {
            suffix in
            pageEndings.map { RawPath(bytes: folder.bytes.dropLast(suffix.count) + $0) }
        }
    }
}
