import MingzhangModel

/// The figures that words may name, computed from the ledger.
struct Figures {
  let ledger: Ledger
  private let contributions: Contributions
  private let lastYear: Ledger?

  init(_ ledger: Ledger) {
    (self.ledger, contributions, lastYear) = (ledger, Contributions(ledger: ledger), ledger.ofLastYear)
  }

  /// Last year's amount of a figure: as `book.yaml` says, or the sum of the lines' 上年金额.
  func previous(_ name: String) -> Money? {
    if let said = ledger.book.previous[name] { return said }
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
    /// A figure against last year's.
    case change(Figure, from: Money, Placeholder.Form)
  }

  /// Why a placeholder stands for nothing: the end of a sentence that begins with it.
  struct Unbound: Error, Hashable { let wording: Wording }

  func value(of placeholder: Placeholder) -> Result<Value, Unbound> {
    let name = placeholder.name
    guard let form = placeholder.form else {
      return .failure(
        Unbound(
          wording: Wording(
            "的写法不认识。“|”后面可写：元、万元、亿元、比上年、增减、差额、幅度、原因。",
            "has an unknown form. After “|” write one of: 元, 万元, 亿元, 比上年, 增减, 差额, 幅度, 原因.")))
    }
    if name.hasPrefix("请填写") {
      return .failure(
        Unbound(
          wording: Wording(
            "还没有写。请换成文字，没有就写明没有。", "is still to be written. Put words in its place, or say that there is none.")))
    }
    if form == .amount(nil), let words = words(name) { return .success(.words(words)) }
    if case .amount(let unit) = form, name.hasPrefix("上年."), let figure = amount(of: String(name.dropFirst(3))) {
      guard let money = previous(figure.name) else { return .failure(noPrevious(figure.name)) }
      var last = figure
      (last.money, last.origins) = (money, [])
      return .success(.amount(last, year: ledger.book.fiscalYear - 1, unit))
    }
    guard let figure = amount(of: name) else {
      let proposal = proposal(for: name)
      return .failure(
        Unbound(
          wording: Wording("没有绑定台账中的数字。\(proposal.chinese)", "is bound to no figure of the ledger. \(proposal.english)")
        ))
    }
    if case .amount(let unit) = form { return .success(.amount(figure, year: ledger.book.fiscalYear, unit)) }
    guard let previous = previous(name) else { return .failure(noPrevious(name)) }
    if form == .reason { return reason(figure, from: previous) }
    if form == .rate, previous == .zero {
      return .failure(
        Unbound(wording: Wording("的上年数为 0，不能算幅度。请改用“|比上年”。", "has nothing to compare: last year is 0. Use “|比上年”.")))
    }
    return .success(.change(figure, from: previous, form))
  }

  private func words(_ name: String) -> String? {
    switch name {
    case "年度": String(ledger.book.fiscalYear)
    case "上年": String(ledger.book.fiscalYear - 1)
    case "单位": ledger.book.entity
    case "部门": ledger.book.code
    default: nil
    }
  }

  private func noPrevious(_ name: String) -> Unbound {
    Unbound(
      wording: Wording(
        "需要上年数，而 book.yaml 的“上年”中没有“\(name)”，明细行也没有“上年金额”。请补上。",
        "needs last year's figure; add “\(name)” to “上年” in book.yaml, or fill “上年金额” of the lines."))
  }

  /// What follows a change: the reason that was given for it, or nothing when nothing changed.
  private func reason(_ figure: Figure, from previous: Money) -> Result<Value, Unbound> {
    guard figure.money != previous else { return .success(.words("")) }
    if let given = ledger.reasons.first(where: { $0.figure == figure.name }), !given.answer.isEmpty {
      return .success(.words("，主要原因是\(given.answer)"))
    }
    let (difference, word) = (figure.money - previous, figure.money > previous ? ("增加", "rose by") : ("减少", "fell by"))
    return .failure(
      Unbound(
        wording: Wording(
          "需要原因：比上年\(word.0) \(difference.magnitude) 元。请在 reasons.csv 写上“\(figure.name)”的原因。",
          "needs its reason: it \(word.1) \(difference.magnitude) yuan. Answer “\(figure.name)” in reasons.csv.")))
  }

  /// The figure called `name`: one of the fixed names, or a code, a project or an asset by its own name.
  func amount(of name: String) -> Figure? {
    if let fixed = Self.fixed[name] { return figure(name, fixed.measure, fixed.items(contributions)) }
    let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    switch parts[0] {
    case "科目": return item(name, parts[1])
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

  /// `科目.2010302`, `科目.201.项目`.
  private func item(_ name: String, _ rest: String) -> Figure? {
    let parts = rest.split(separator: ".").map(String.init)
    guard let code = parts.first.flatMap(FunctionalCode.init), parts.count <= 2 else { return nil }
    let column: ColumnKey
    switch parts.count > 1 ? parts[1] : "" {
    case "": column = .total
    case "基本": column = .basic
    case "项目": column = .project
    default: return nil
    }
    let items = contributions.items(.expenditure, .function(code), side: nil, column)
    guard !contributions.items(.expenditure, .function(code), side: nil, .total).isEmpty else { return nil }
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
