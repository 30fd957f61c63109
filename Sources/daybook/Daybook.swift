import ArgumentParser

@main
struct Daybook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "daybook",
        abstract: "Turn saved news pages into a daily digest.",
        subcommands: [Extract.self, Annotate.self, Train.self]
    )
}
