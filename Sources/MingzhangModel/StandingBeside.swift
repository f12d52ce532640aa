/// A file that was held beside the one under check, and as what.
public struct StandingBeside: Hashable, Codable, Sendable {
  public enum Role: String, Hashable, Codable, CaseIterable, Sendable {
    /// Last year's disclosure of the same kind.
    case previous
    /// For final accounts: the budget of the year.
    case budget
    /// A unit of the department, or its own office (本级).
    case unit
    /// The words beside the tables, or the tables beside the words.
    case counterpart
  }
  public var role: Role
  /// The name of the file; empty when it was made, not read.
  public var file: String
  /// Whose it is; the department's own office is told from the department: `某市公安局（本级）`.
  public var entity: String
  public var fiscalYear: Int?

  public init(role: Role, file: String, entity: String, fiscalYear: Int?) {
    (self.role, self.file, self.entity, self.fiscalYear) = (role, file, entity, fiscalYear)
  }

  /// `所属单位的公开：某市公安局（本级）2026 年（b.pdf）`
  public var line: Wording {
    let year = fiscalYear.map(String.init) ?? ""
    return Wording(
      "\(role.name.chinese)：\(entity)\(year.isEmpty ? "" : " \(year) 年")\(file.isEmpty ? "" : "（\(file)）")",
      "\(role.name.english): \(entity)\(year.isEmpty ? "" : " \(year)")\(file.isEmpty ? "" : " (\(file))")")
  }
}

extension StandingBeside.Role {
  public var name: Wording {
    switch self {
    case .previous: Wording("上一年的公开", "last year's")
    case .budget: Wording("当年的预算", "the budget of the year")
    case .unit: Wording("所属单位的公开", "a unit's")
    case .counterpart: Wording("同一本的另一半", "the other half of the book")
    }
  }

  /// What is looked at when such a file is there, for people who do not know budgets.
  public var meaning: Wording {
    switch self {
    case .previous:
      Wording("说的“比上年”是不是真的，拿上一年自己公布的数对过。", "What it says of last year was held against last year's own figures.")
    case .budget: Wording("年初怎么计划的，拿当年公布的预算对过。", "What was planned was held against the budget that was published.")
    case .unit:
      Wording(
        "单位的钱是部门的一部分：一项一项对过，单位的数不应比部门还大。", "A unit's money is part of its department's: no item of it should be more.")
    case .counterpart: Wording("文字和表格是两个文件，合成一本核对。", "Words and tables are two files, checked as one book.")
    }
  }
}

extension CheckReport {
  /// What was held beside the file, each role with its meaning once: lines for people.
  public var besideLines: [Wording] {
    StandingBeside.Role.allCases.flatMap { role -> [Wording] in
      let files = (beside ?? []).filter { $0.role == role }
      return files.isEmpty ? [] : files.map(\.line) + [role.meaning]
    }
  }
}
