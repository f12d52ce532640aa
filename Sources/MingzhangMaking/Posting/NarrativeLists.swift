import MingzhangModel

/// Words that run over what the ledger holds: a paragraph for every item, a clause for every class or source.
///
/// They are spelled out into ordinary placeholders before the words are filled, so every figure in them is bound like any other.
struct NarrativeLists {
  let ledger: Ledger

  init(_ ledger: Ledger) { self.ledger = ledger }

  private static let funds: [(name: String, source: FundSource)] = [
    ("一般公共预算", .generalPublicBudget), ("政府性基金", .governmentFund), ("国有资本经营预算", .stateCapitalOperations),
  ]

  /// `{{逐项.一般公共预算}}{{科目名称}}支出决算{{科目}}…` once for every item, `{{序号}}` counting; nil for any other paragraph.
  ///
  /// `{{科目}}`, `{{科目|完成年初预算}}`, `{{年初预算.科目}}` are the item's figures.
  func paragraphs(_ text: String) -> [String]? {
    for (name, source) in Self.funds {
      let mark = "{{逐项.\(name)}}"
      guard text.hasPrefix(mark) else { continue }
      let body = text.dropFirst(mark.count)
      return items(source, level: 7).enumerated().map { index, code in
        String(body).replacing("{{序号}}", with: String(index + 1)).replacing("{{科目名称}}", with: "{{名称.\(code.digits)}}")
          .replacing("{{科目", with: "{{\(name).科目.\(code.digits)")
          .replacing(".科目}}", with: ".\(name).科目.\(code.digits)}}")
          .replacing(".科目|", with: ".\(name).科目.\(code.digits)|")
      }
    }
    return nil
  }

  /// `{{类别结构.一般公共预算}}`, `{{收入结构}}` and `{{支出结构}}` as clauses with amounts and shares.
  func spelledOut(_ text: String) -> String {
    guard text.contains("结构") else { return text }
    var text = text
    for (name, source) in Self.funds {
      let clauses = items(source, level: 3).filter { spent($0, source) != .zero }.map { code in
        "{{名称.\(code.digits)}}{{\(name).科目.\(code.digits)}}，占{{\(name).科目.\(code.digits)|占\(name).支出}}"
      }
      text = text.replacing("{{类别结构.\(name)}}", with: Self.joined(clauses))
    }
    let figures = Figures(ledger)
    func clauses(_ parts: [(String, String)], of whole: String) -> String {
      let used = parts.filter { figures.amount(of: $0.1).map { $0.money != .zero } ?? false }
      return Self.joined(used.map { "\($0.0){{\($0.1)}}，占{{\($0.1)|占\(whole)}}" })
    }
    text = text.replacing(
      "{{收入结构}}",
      with: clauses(
        [
          ("财政拨款收入", "收入.财政拨款"), ("财政专户管理资金收入", "收入.财政专户"), ("上级补助收入", "收入.上级补助"), ("事业收入", "收入.事业"),
          ("经营收入", "收入.经营"), ("附属单位上缴收入", "收入.附属单位上缴"), ("其他收入", "收入.其他"),
        ], of: "收入.本年"))
    return text.replacing(
      "{{支出结构}}",
      with: clauses(
        [
          ("基本支出", "支出.基本"), ("项目支出", "支出.项目"), ("上缴上级支出", "支出.上缴上级"), ("经营支出", "支出.经营"),
          ("对附属单位补助支出", "支出.补助附属单位"),
        ], of: "支出.本年"))
  }

  private static func joined(_ clauses: [String]) -> String { clauses.isEmpty ? "无" : clauses.joined(separator: "；") }

  /// Codes of one fund that were spent or budgeted, in order of the classification.
  private func items(_ source: FundSource, level: Int) -> [FunctionalCode] {
    let lists = [ledger.expenditure, ledger.initialBudget.expenditure, ledger.adjustedBudget.expenditure]
    let codes = lists.joined().filter { $0.source == source && $0.amount != .zero }
      .compactMap { FunctionalCode(String($0.item.digits.prefix(level))) }
    return Set(codes).sorted()
  }

  private func spent(_ code: FunctionalCode, _ source: FundSource) -> Money {
    ledger.expenditure.filter { $0.source == source && $0.item.isWithin(code) }.map(\.amount).sum()
  }
}
