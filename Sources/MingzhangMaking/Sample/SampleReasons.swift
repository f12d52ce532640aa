import MingzhangModel

/// Why the figures of the sample city changed: each answer says what is behind the change, never the change again.
struct SampleReasons {
  let now: SampleBudget
  let before: SampleBudget

  /// The figures that the words explain.
  static let figures = [
    "收支.合计", "支出.基本", "支出.项目", "机关运行经费", "三公.合计", "三公.因公出国", "三公.公务用车购置", "三公.公务用车运行",
    "三公.公务接待",
  ]

  func answers(_ figures: Figures) -> [Ledger.Reason] {
    var reasons: [Ledger.Reason] = []
    for name in Self.figures {
      let change = Self.change(name, figures)
      guard change != .zero else { continue }
      reasons.append(
        Ledger.Reason(
          figure: name, answer: answer(name, change > .zero, figures),
          origin: Ledger.Origin(file: "reasons.csv", line: reasons.count + 2)))
    }
    return reasons
  }

  /// This year's amount less last year's.
  static func change(_ name: String, _ figures: Figures) -> Money {
    (figures.amount(of: name)?.money ?? .zero) - (figures.previous(name) ?? .zero)
  }

  private func answer(_ name: String, _ isUp: Bool, _ figures: Figures) -> String {
    switch name {
    case "收支.合计":
      // the part that moved the same way, and most
      let (basic, project) = (Self.change("支出.基本", figures), Self.change("支出.项目", figures))
      let isBasic = isUp ? basic > project : basic < project
      return answer(isBasic ? "支出.基本" : "支出.项目", isUp, figures)
    case "支出.基本": return basic(isUp)
    case "支出.项目": return project(isUp)
    case "机关运行经费": return isUp ? "物价上涨，办公和维修等需要增多" : "落实过紧日子要求，严格控制一般性支出"
    case "三公.合计":
      let parts = ["三公.因公出国", "三公.公务用车购置", "三公.公务用车运行", "三公.公务接待"].map { ($0, Self.change($0, figures)) }
      let most = isUp ? parts.max { $0.1 < $1.1 } : parts.min { $0.1 < $1.1 }
      return most.map { threePublic($0.0, isUp) } ?? "工作安排调整"
    default: return threePublic(name, isUp)
    }
  }

  private func basic(_ isUp: Bool) -> String {
    let staff = now.units.map(\.staff).reduce(0, +) - before.units.map(\.staff).reduce(0, +)
    if isUp { return staff > 0 ? "新录用人员\(staff)名，工资标准调整" : "工资标准调整，社会保险缴费基数提高" }
    return staff < 0 ? "退休和调出人员\(-staff)名" : "落实过紧日子要求，压减一般性支出"
  }

  private func project(_ isUp: Bool) -> String {
    let (names, former) = (now.projects.map(\.name), before.projects.map(\.name))
    if isUp, let new = names.first(where: { !former.contains($0) }) { return "本年开始实施\(new)" }
    if !isUp, let ended = former.first(where: { !names.contains($0) }) { return "\(ended)已于上年完成" }
    let changes = now.projects.compactMap { active in
      before.projects.first { $0.name == active.name }.map { (active.name, active.amount - $0.amount) }
    }
    let most = isUp ? changes.max { $0.1 < $1.1 } : changes.min { $0.1 < $1.1 }
    guard let most else { return "工作任务调整" }
    return isUp ? "\(most.0)的任务量加大" : "\(most.0)的阶段性任务已经完成"
  }

  private func threePublic(_ name: String, _ isUp: Bool) -> String {
    switch name {
    case "三公.因公出国": isUp ? "经批准安排出国（境）团组" : "本年没有安排同类出国（境）团组"
    case "三公.公务用车购置": isUp ? "更新达到报废标准的公务用车" : "上年已经完成公务用车更新"
    case "三公.公务用车运行": isUp ? "车辆使用年限较长，维修需要增多" : "加强公务用车管理，节约燃油和维修开支"
    default: isUp ? "上级检查和外地来访批次增多" : "严格执行公务接待标准，控制接待批次和人数"
    }
  }
}
