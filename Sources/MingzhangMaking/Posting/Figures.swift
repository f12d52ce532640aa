import MingzhangCatalog
import MingzhangModel

/// The figures that words may name, computed from the ledger.
struct Figures {
  let ledger: Ledger
  private let contributions: Contributions
  private let lastYear: Ledger?
  /// For the names of codes; without it a code stands for itself.
  private let catalog: Catalog?

  init(_ ledger: Ledger, catalog: Catalog? = nil) {
    (self.ledger, contributions, lastYear) = (ledger, Contributions(ledger: ledger), ledger.ofLastYear)
    self.catalog = catalog
  }

  /// What a figure is held against: last year's amount or the budget's; nil where the ledger does not give it.
  func base(_ name: String, _ basis: Placeholder.Basis) -> Money? {
    if basis == .lastYear { return previous(name) }
    guard let budget = basis == .initialBudget ? ledger.ofInitialBudget : ledger.ofAdjustedBudget else { return nil }
    return Figures(budget).amount(of: name)?.money ?? .zero
  }

  /// Last year's amount of a figure: as `book.yaml` says, or the sum of the lines' 上年金额.
  func previous(_ name: String) -> Money? {
    if let said = ledger.book.previous[name] { return said }
    // last year's lines have no balances
    if ["年末结转", "结余分配", "使用结余"].contains(where: name.hasSuffix) { return nil }
    guard let lastYear, !name.hasPrefix("采购."), !name.hasPrefix("资产.") else { return nil }
    return Figures(lastYear).amount(of: name)?.money ?? .zero
  }

  /// An amount of the ledger with its meaning.
  struct Figure: Hashable {
    var name: String
    var money: Money
    var measure: Claim.Measure?
    var code: FunctionalCode?
    var origins: [Ledger.Origin]
  }

  /// What a placeholder stands for.
  enum Value: Hashable {
    case words(String)
    case amount(Figure, year: Int, CurrencyUnit?)
    /// A figure against last year's or the budget's.
    case change(Figure, from: Money, Placeholder.Form)
    /// What part of the other amount the figure is.
    case share(Figure, of: Money)
  }

  /// Why a placeholder stands for nothing: the end of a sentence that begins with it.
  struct Unbound: Error, Hashable { let wording: Wording }

  func value(of placeholder: Placeholder) -> Result<Value, Unbound> {
    let name = placeholder.name
    guard let form = placeholder.form else {
      return .failure(
        Unbound(
          wording: Wording(
            "的写法不认识。“|”后面可写：元、万元、亿元、\(Placeholder.Form.words.joined(separator: "、"))。",
            "has an unknown form. After “|” write one of: 元, 万元, 亿元, \(Placeholder.Form.words.joined(separator: ", "))."
          )))
    }
    if name.hasPrefix("请填写") {
      return .failure(
        Unbound(
          wording: Wording(
            "还没有写。请换成文字，没有就写明没有。", "is still to be written. Put words in its place, or say that there is none.")))
    }
    if form == .amount(nil), let words = words(name) { return .success(.words(words)) }
    if case .amount(let unit) = form,
      let basis = Placeholder.Basis.allCases.first(where: { name.hasPrefix($0.name + ".") }),
      let figure = amount(of: String(name.dropFirst(basis.name.count + 1)))
    {
      guard let money = base(figure.name, basis) else { return .failure(noBase(figure.name, basis)) }
      var other = figure
      (other.money, other.origins) = (money, [])
      return .success(.amount(other, year: ledger.book.fiscalYear - (basis == .lastYear ? 1 : 0), unit))
    }
    if name.hasPrefix("数量.") || name.hasPrefix("上年.数量.") {
      let entry = name.split(separator: ".").last.map(String.init) ?? name
      return .failure(
        Unbound(
          wording: Wording(
            "需要数量，而 counts.csv 中没有“\(entry)”\(name.hasPrefix("上年") ? "的上年数量" : "")。请补上，没有的填 0。",
            "needs a count; add “\(entry)” to counts.csv, 0 where there is none.")))
    }
    guard let figure = amount(of: name) else {
      let proposal = proposal(for: name)
      return .failure(
        Unbound(
          wording: Wording("没有绑定台账中的数字。\(proposal.chinese)", "is bound to no figure of the ledger. \(proposal.english)")
        ))
    }
    if case .amount(let unit) = form { return .success(.amount(figure, year: ledger.book.fiscalYear, unit)) }
    if case .share(let other) = form {
      guard let whole = amount(of: other) else {
        let proposal = proposal(for: other)
        return .failure(
          Unbound(
            wording: Wording(
              "中的“\(other)”不是台账中的数字。\(proposal.chinese)",
              "names “\(other)”, no figure of the ledger. \(proposal.english)")))
      }
      guard whole.money != .zero else {
        return .failure(
          Unbound(wording: Wording("的“\(other)”为 0，不能算占比。请删去这句。", "has no share: “\(other)” is 0. Remove the words.")))
      }
      return .success(.share(figure, of: whole.money))
    }
    guard let basis = form.basis else { return .success(.amount(figure, year: ledger.book.fiscalYear, nil)) }
    guard let base = base(name, basis) else { return .failure(noBase(name, basis)) }
    switch form {
    case .reason: return reason(figure, from: base, basis)
    case .completion where base == .zero:
      return .success(.words(basis == .initialBudget ? "年初未安排预算" : "全年未安排预算"))
    case .rate where base == .zero:
      return .failure(
        Unbound(
          wording: Wording(
            "的\(basis.name)数为 0，不能算幅度。请改用“|比\(basis.name)”。",
            "has nothing to compare: \(basis.name) is 0. Use “|比\(basis.name)”.")))
    default: return .success(.change(figure, from: base, form))
    }
  }

  private func words(_ name: String) -> String? {
    switch name {
    case "年度": String(ledger.book.fiscalYear)
    case "上年": String(ledger.book.fiscalYear - 1)
    case "单位": ledger.book.entity
    case "部门": ledger.book.code
    default: count(name) ?? names(name)
    }
  }

  /// `数量.公务用车保有量` → `3`.
  private func count(_ name: String) -> String? {
    for (prefix, part) in [("数量.", \Ledger.CountEntry.counted), ("上年.数量.", \.lastYear)] where name.hasPrefix(prefix) {
      guard let entry = ledger.counts.first(where: { $0.name == name.dropFirst(prefix.count) }) else { return nil }
      return entry[keyPath: part].map { "\($0)" }
    }
    return nil
  }

  /// `名称.2010301` → `一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）`; `经济名称.人员经费` lists the sections paid.
  private func names(_ name: String) -> String? {
    let year = ledger.book.fiscalYear
    if name.hasPrefix("名称."), let code = FunctionalCode(String(name.dropFirst(3))) {
      let codes = [code.parent?.parent, code.parent, code].compactMap { $0 }
      return codes.map { code in
        let level = code.digits.count == 3 ? "类" : code.digits.count == 5 ? "款" : "项"
        return (catalog?.functional.name(of: code.digits, year: year) ?? code.digits) + "（\(level)）"
      }.joined()
    }
    guard name.hasPrefix("经济名称.") else { return nil }
    let part = name.dropFirst(5)
    let sections = ledger.expenditure.filter {
      $0.source == .generalPublicBudget && $0.amount != .zero
        && (part == "人员经费" ? $0.nature == .personnel : part == "公用经费" && $0.nature == .operating)
    }.compactMap(\.section)
    guard part == "人员经费" || part == "公用经费" else { return nil }
    let list = Set(sections).sorted().map { catalog?.economicDepartment.name(of: $0.digits, year: year) ?? $0.digits }
    return list.isEmpty ? "无" : list.joined(separator: "、")
  }

  private func noBase(_ name: String, _ basis: Placeholder.Basis) -> Unbound {
    guard basis == .lastYear else {
      return Unbound(
        wording: Wording(
          "需要\(basis.name)数，而 expenditure.csv 没有一行填了“\(basis.name)”。请补上。",
          "needs the budget's figure; no line of expenditure.csv has its “\(basis.name)”. Fill it in."))
    }
    return Unbound(
      wording: Wording(
        "需要上年数，而 book.yaml 的“上年”中没有“\(name)”，明细行也没有“上年金额”。请补上。",
        "needs last year's figure; add “\(name)” to “上年” in book.yaml, or fill “上年金额” of the lines."))
  }

  /// What follows a change: the reason that was given for it, or nothing when nothing changed. Against a budget, the words say which
  /// of the two is greater.
  private func reason(_ figure: Figure, from base: Money, _ basis: Placeholder.Basis) -> Result<Value, Unbound> {
    let isBudget = basis != .lastYear
    guard figure.money != base else { return .success(.words(isBudget ? "，决算数与\(basis.name)数持平" : "")) }
    let isMore = figure.money > base
    let key = isBudget ? "\(basis.name).\(figure.name)" : figure.name
    if let given = ledger.reasons.first(where: { $0.figure == key }), !given.answer.isEmpty {
      let lead = isBudget ? "，决算数\(isMore ? "大于" : "小于")\(basis.name)数的主要原因是" : "，主要原因是"
      return .success(.words(lead + given.answer))
    }
    let difference = (figure.money - base).magnitude
    let (word, english) = isMore ? ("增加", "rose by") : ("减少", "fell by")
    return .failure(
      Unbound(
        wording: Wording(
          "需要原因：比\(basis.name)\(word) \(difference) 元。请在 reasons.csv 写上“\(key)”的原因。",
          "needs its reason: it \(english) \(difference) yuan. Answer “\(key)” in reasons.csv.")))
  }

  /// Whether `name` may be a question of `reasons.csv`: a figure, or a figure against a budget.
  func isQuestion(_ name: String) -> Bool {
    for basis in [Placeholder.Basis.initialBudget, .adjustedBudget] where name.hasPrefix(basis.name + ".") {
      return amount(of: String(name.dropFirst(basis.name.count + 1))) != nil
    }
    return amount(of: name) != nil
  }

  /// The figure called `name`: one of the fixed names, or a code, a project or an asset by its own name.
  func amount(of name: String) -> Figure? {
    if let fixed = Self.fixed[name] { return figure(name, fixed.measure, fixed.items(contributions)) }
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    switch parts[0] {
    case "科目": return item(name, parts[1], .expenditure)
    case "一般公共预算", "政府性基金", "国有资本经营预算":
      guard parts[1].hasPrefix("科目.") else { return nil }
      return item(name, String(parts[1].dropFirst(3)), Self.kind(of: parts[0]))
    case "经济":
      guard let code = EconomicCode(parts[1]) else { return nil }
      let items = contributions.expenditure { $0.nature.isBasic && $0.section.map { $0.isWithin(code) } ?? false }
      return items.isEmpty ? nil : figure(name, nil, items)
    case "项目":
      guard ledger.projects.contains(where: { $0.id == parts[1] }) else { return nil }
      return figure(name, nil, contributions.expenditure { $0.nature == .project(parts[1]) })
    case "资产":
      let assets = ledger.assets.filter { $0.name == parts[1] }
      return assets.isEmpty ? nil : figure(name, nil, assets.map { .init(amount: $0.value, origin: $0.origin) })
    default: return nil
    }
  }

  /// The table of one of the three budgets.
  private static func kind(of fund: String) -> StatementKind {
    switch fund {
    case "政府性基金": .governmentFundExpenditure
    case "国有资本经营预算": .stateCapitalOperationsExpenditure
    default: .generalPublicBudgetExpenditure
    }
  }

  /// `科目.2010302`, `科目.201.项目`; in a final account an item may have a budget and no execution.
  private func item(_ name: String, _ rest: String, _ kind: StatementKind) -> Figure? {
    let parts = rest.split(separator: ".").map(String.init)
    guard let code = parts.first.flatMap(FunctionalCode.init), parts.count <= 2 else { return nil }
    let column: ColumnKey
    switch parts.count > 1 ? parts[1] : "" {
    case "": column = .total
    case "基本": column = .basic
    case "项目": column = .project
    default: return nil
    }
    let items = contributions.items(kind, .function(code), side: nil, column)
    let lists = [ledger.expenditure, ledger.initialBudget.expenditure, ledger.adjustedBudget.expenditure]
    guard lists.contains(where: { $0.contains { $0.item.isWithin(code) } }) else { return nil }
    var figure = figure(name, column == .total ? .functionalItem : nil, items)
    figure.code = code
    return figure
  }

  private func figure(_ name: String, _ measure: Claim.Measure?, _ items: [Contributions.Item]) -> Figure {
    Figure(name: name, money: items.sum, measure: measure, code: nil, origins: items.map(\.origin))
  }

  /// Names that look like `name`, as the end of a sentence.
  func proposal(for name: String) -> Wording {
    let head = name.split(separator: ".").first.map(String.init) ?? name
    let near = Self.fixed.keys.filter { $0.hasPrefix(head) || $0.contains(name) }.sorted()
    let names = near.isEmpty ? Set(Self.fixed.keys.map { $0.split(separator: ".")[0] }).sorted().map(String.init) : near
    let list = names.joined(separator: "、")
    return near.isEmpty
      ? Wording("名称应以这些开头：\(list)、科目、经济、项目。", "Names begin with: \(list), 科目, 经济, 项目.")
      : Wording("相近的名称：\(list)。", "Names near it: \(list).")
  }
}

extension Placeholder.Form {
  var basis: Placeholder.Basis? {
    switch self {
    case .change(let basis), .growth(let basis), .direction(let basis), .difference(let basis), .rate(let basis),
      .reason(let basis),
      .completion(let basis):
      basis
    case .amount, .share: nil
    }
  }
}

extension Ledger.CountEntry {
  fileprivate var counted: PrintedNumber? { number }
}
