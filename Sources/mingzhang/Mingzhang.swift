import ArgumentParser

@main
struct Mingzhang: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "mingzhang")
}
