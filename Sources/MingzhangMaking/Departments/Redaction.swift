import MingzhangCatalog
import MingzhangModel

/// The ledger as it may be published: every state secret merged with lines that are none, so that no printed amount, and no
/// difference of printed amounts, is a secret.
///
/// A withheld line and its cover become one line with the same unit, source of funds and nature; everything printed is a sum of lines, so
/// the two can only be seen together, and totals stay what they are. The cover is looked for in the same item first, then in the
/// same section, the same class, and last anywhere; the merged line then stands under the section's (the class's) item 其他. Where
/// nothing can cover a line, that is a problem and no book is made. Openness is the rule and secrecy the exception (《地方预决算公开操作规程》第三条):
/// no more is merged than a secret needs.
struct Redaction {
  private(set) var ledger: Ledger
  private(set) var problems: [LedgerBooks.Problem] = []
  private let catalog: Catalog

  init(_ ledger: Ledger, catalog: Catalog) {
    (self.ledger, self.catalog) = (ledger, catalog)
    guard ledger.hasWithheldLines else { return }
    var search = CoverSearch(ledger, catalog: catalog)
    for line in search.secrets {
      guard line.counterpart.isEmpty else {
        report(
          line.origin, "付给本部门另一单位的支出不能标“涉密”：收款单位那头还会印出来。请在收款单位的支出上标。",
          "A payment to another unit cannot be withheld: the other end is printed. Mark what that unit spends.")
        continue
      }
      if !search.cover(line) {
        report(
          line.origin,
          "这一行涉密，而同一单位、同一资金来源里没有可以与它合并的支出（其他支出合计要达到它的十分之一），从合计数就能算出它。请与保密、财政部门商定公开范围。",
          "This line is a secret and nothing of the same unit and source of funds can cover it (a tenth of it is needed): the totals would give it away. Settle with the authorities what is published."
        )
      }
    }
    guard problems.isEmpty else {
      // a ledger that cannot be published keeps its secrets all the same
      self.ledger.drop(search.secrets)
      return
    }
    let typed = search.covered.flatMap { line in
      line.amounts.filter { $0 != .zero }.map { SecretFigure(amount: $0, origin: line.origin) }
    }
    apply(search)
    wordsMustNotTell(search, typed)
  }

  private mutating func report(_ origin: Ledger.Origin, _ chinese: String, _ english: String) {
    problems.append(.init(origin: origin, heading: "涉密", wording: Wording(chinese, english)))
  }

  // MARK: applying

  private mutating func apply(_ search: CoverSearch) {
    ledger.revenue = moved(ledger.revenue, with: ledger.expenditure, search)
    ledger.lastYear.revenue = moved(ledger.lastYear.revenue, with: ledger.lastYear.expenditure, search)
    ledger.expenditure = Self.merged(ledger.expenditure, search)
    ledger.lastYear.expenditure = Self.merged(ledger.lastYear.expenditure, search)
    ledger.initialBudget.expenditure = Self.merged(ledger.initialBudget.expenditure, search)
    ledger.adjustedBudget.expenditure = Self.merged(ledger.adjustedBudget.expenditure, search)
    let gone = search.secretProjects.union(search.coverProjects)
    ledger.projects.removeAll { gone.contains($0.id) }
    ledger.procurement.removeAll { search.secretProjects.contains($0.project) }
    if !gone.isEmpty {
      ledger.projects.append(
        .init(
          id: Ledger.Project.withheldID, name: Ledger.Project.withheldID, goalTitle: "", objective: "", indicators: [],
          origin: .init(file: "", line: 0)))
    }
    ledger.withheldNotes = [note(search)]
  }

  private func note(_ search: CoverSearch) -> String {
    let items = Set(search.mapping.compactMap { $0.key.item == $0.value.item ? nil : $0.value.item.digits }).sorted()
    var places = search.secretProjects.isEmpty ? [] : ["项目“\(Ledger.Project.withheldID)”"]
    if !items.isEmpty { places.append("科目 \(items.joined(separator: "、"))") }
    let stands = places.isEmpty ? "与同科目的其他支出合并" : "与其他支出合并列入\(places.joined(separator: "、"))"
    let names = search.amountOnlyNames
    let named = names.isEmpty ? "" : "，其中不列示金额的有：\(names.joined(separator: "、"))"
    return "注：按国家保密规定不单独列示的支出已\(stands)\(named)；合计数包含该支出。"
  }

  /// Every line under its merged key; lines of one key are one line, at the place and with the origin of its first cover.
  private static func merged(_ lines: [Ledger.ExpenditureEntry], _ search: CoverSearch) -> [Ledger.ExpenditureEntry] {
    var out: [Ledger.ExpenditureEntry] = []
    var places: [CoverSearch.Key: Int] = [:]
    for line in lines {
      guard let key = search.mapping[CoverSearch.Key(line)] else {
        out.append(line)
        continue
      }
      if let place = places[key] {
        out[place].amount += line.amount
        if search.isCover(line) {
          (out[place].origin, out[place].governmentSection) = (line.origin, line.governmentSection)
          out[place].isFromCarryover = line.isFromCarryover
        }
        continue
      }
      var whole = line
      (whole.item, whole.section, whole.nature) = (key.item, key.section, key.nature)
      (whole.derivation, whole.withheld) = ("", nil)
      places[key] = out.count
      out.append(whole)
    }
    return out
  }

  /// Revenue follows the items of what it pays for.
  private mutating func moved(
    _ revenue: [Ledger.RevenueEntry], with lines: [Ledger.ExpenditureEntry], _ search: CoverSearch
  ) -> [Ledger.RevenueEntry] {
    var revenue = revenue
    for line in lines {
      guard let key = search.mapping[CoverSearch.Key(line)], key.item != line.item else { continue }
      var left = line.amount
      for index in revenue.indices where left > .zero {
        let entry = revenue[index]
        guard entry.unit == line.unit, entry.item == line.item, entry.source == line.source, entry.amount > .zero else {
          continue
        }
        let part = min(left, entry.amount)
        revenue[index].amount -= part
        left -= part
        let same = revenue.firstIndex {
          $0.unit == entry.unit && $0.item == key.item && $0.source == entry.source
            && $0.isCarryover == entry.isCarryover
            && $0.counterpart == entry.counterpart
        }
        if let same {
          revenue[same].amount += part
        } else {
          var moved = entry
          (moved.item, moved.amount) = (key.item, part)
          revenue.append(moved)
        }
      }
      if left > .zero {
        report(
          line.origin, "涉密支出要并入“其他”列示，而它的科目 \(line.item.digits) 没有足够的收入可以一起并入。请核对收入。",
          "The withheld line moves to another item, and its item \(line.item.digits) has not enough revenue to move with it."
        )
      }
    }
    return revenue.filter { $0.amount != .zero }
  }

  // MARK: words

  private struct SecretFigure {
    var amount: Money
    var origin: Ledger.Origin
  }

  /// Typed words must name no withheld project and no amount that is merged.
  private mutating func wordsMustNotTell(_ search: CoverSearch, _ figures: [SecretFigure]) {
    var texts: [(origin: Ledger.Origin, text: String)] = []
    for source in ledger.narrative + ledger.unitNarrative.map(\.source) {
      for (index, line) in source.markdown.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        texts.append((.init(file: source.file, line: index + 1), String(line)))
      }
    }
    texts += ledger.glossary.map { (.init(file: SheetForm.glossary.file, line: $0.span?.line ?? 1), $0.definition) }
    texts += ledger.reasons.map { ($0.origin, $0.answer) }
    for project in ledger.projects {
      texts.append((project.origin, project.name + project.goalTitle + project.objective))
      for indicator in project.indicators {
        let words = [indicator.name, indicator.detail, indicator.printedTarget, indicator.basis].joined(separator: " ")
        texts.append((.init(file: SheetForm.indicators.file, line: indicator.span?.line ?? 1), words))
      }
    }
    texts += ledger.procurement.map { ($0.origin, $0.item) }
    for (origin, text) in texts {
      let folded = text.foldedForMatching
      for name in search.secretNames where folded.contains(name) {
        report(origin, "文字里出现了不得公开的项目“\(name)”。请删去。", "The words name a project that may not be published. Remove it.")
      }
      for figure in figures where AmountSpellings(figure.amount).occur(in: text) {
        report(
          origin, "文字里写着涉密支出（或与它合并的支出，\(figure.origin.file) 第 \(figure.origin.line) 行）的金额。请删去；别的数恰好相同的，请写成 {{…}}。",
          "The words give an amount that is withheld or merged (\(figure.origin.file):\(figure.origin.line)). Remove it; a figure that is equal by chance should be a placeholder."
        )
      }
    }
  }
}

extension Ledger {
  /// Without `secrets`, in every column. Its books do not balance.
  fileprivate mutating func drop(_ secrets: [CoverSearch.Line]) {
    let keys = Set(secrets.map(\.key))
    expenditure.removeAll { keys.contains(CoverSearch.Key($0)) }
    lastYear.expenditure.removeAll { keys.contains(CoverSearch.Key($0)) }
    initialBudget.expenditure.removeAll { keys.contains(CoverSearch.Key($0)) }
    adjustedBudget.expenditure.removeAll { keys.contains(CoverSearch.Key($0)) }
    let left = Set(expenditure.compactMap(\.nature.project))
    projects.removeAll { project in !left.contains(project.id) && keys.contains { $0.nature.project == project.id } }
    procurement.removeAll { entry in keys.contains { $0.nature.project == entry.project } }
  }

  /// Whether any line, of this year or another column, is a secret.
  var hasWithheldLines: Bool {
    [expenditure, lastYear.expenditure, initialBudget.expenditure, adjustedBudget.expenditure].contains { lines in
      lines.contains { $0.withheld != nil }
    }
  }
}

extension Ledger.Project {
  /// The project under which withheld projects stand together with their covers.
  static let withheldID = "其他项目（含涉密）"
}
