import ArgumentParser
import Foundation
import MingzhangModel
import MingzhangServer
import MingzhangStore

/// `mingzhang-server person add`: the first administrator, or anybody, from the command line.
struct PersonCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "登录人员。People who may sign in.", subcommands: [Add.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "增加一个人。Adds a person.",
      discussion: """
        例：mingzhang-server person add --login zhang --name 张三 --roles administrator@city
        角色：preparer lead reviewer publisher administrator auditor；@ 后是组织的 id。
        密码：用 --password-stdin 从标准输入读一行；不用则生成一个，只印这一次。
        Roles: preparer lead reviewer publisher administrator auditor; after the @ stands an organisation's id.
        The password is read as one line with --password-stdin; else one is made up and printed this once.
        """)

    @OptionGroup var place: StorePlace
    @Option(help: "登录名。Login.") var login: String
    @Option(help: "姓名；不写同登录名。Name; the login unless given.") var name: String?
    @Option(parsing: .upToNextOption, help: ArgumentHelp("角色@组织。Roles.", valueName: "role@organisation"))
    var roles: [String]
    @Flag(help: "从标准输入读密码。Reads the password.") var passwordStdin = false

    func run() async throws {
      try await place.use { store in
        let organisations = Set(try await store.organisations().map(\.id))
        var memberships: [Membership] = []
        for text in roles {
          let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
          guard parts.count == 2, let role = Role(rawValue: parts[0]) else {
            throw ServerProblem(
              Wording(
                "“\(text)”应写作 角色@组织，角色是 \(Role.allCases.map(\.rawValue).joined(separator: "、"))。",
                "“\(text)” must be role@organisation; roles: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
            )
          }
          guard organisations.contains(parts[1]) else {
            throw ServerProblem(
              Wording(
                "没有组织“\(parts[1])”。先用 mingzhang-server organisations import 导入。",
                "No organisation “\(parts[1])”. Import them first: mingzhang-server organisations import."))
          }
          memberships.append(Membership(role, in: parts[1]))
        }
        let given = passwordStdin ? readLine() ?? "" : nil
        let made = try await PersonMaking(store: store).add(
          login: login, name: name ?? login, password: given, memberships, by: "system", at: .now)
        print("\(login) ✓")
        if given == nil { print(made) }
      }
    }
  }
}

/// `mingzhang-server organisations import FILE.csv`.
struct OrganisationCommands: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "organisations", abstract: "组织。Organisations.", subcommands: [Import.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "导入组织名单（CSV：id,parent,kind,name,region）。Imports a list of organisations.")
    @OptionGroup var place: StorePlace
    @Argument(help: "CSV 文件。A CSV file.") var file: String

    func run() async throws {
      guard let data = FileManager.default.contents(atPath: file) else {
        StorePlace.complain(Wording("读不到 \(file)。", "Cannot read \(file)."))
        throw ExitCode(2)
      }
      try await place.use { store in
        let list = OrganisationList(data, there: try await store.organisations())
        guard list.problems.isEmpty else {
          for problem in list.problems { StorePlace.complain(problem) }
          throw ExitCode(2)
        }
        try await store.keep(list.organisations, by: "system", at: .now)
        print("\(file): \(list.organisations.count) ✓")
      }
    }
  }
}
