import MingzhangCatalog
import MingzhangModel

/// Fills the words: sections, performance targets, glossary.
struct NarrativePosting {
  let ledger: Ledger
  let profile: Profile
  let figures: Figures

  func phrase(_ template: Template) -> Phrase {
    Phrase(
      template, figures: figures, unit: profile.narrativeUnit, decimals: profile.narrativeDecimals,
      percentDecimals: profile.percentDecimals)
  }

  /// Words without amounts, such as a project's name.
  static func plain(_ template: String, _ figures: Figures) -> String {
    Phrase(Template(template), figures: figures, unit: .yuan, decimals: 2).text
  }

  private func text(_ template: String) -> String { phrase(Template(template)).text }

  /// Sections as printed. What stands before the first heading belongs to the title of the words; `#` headings are numbered, anew
  /// in every part of a book that has parts.
  func narrative() -> Narrative {
    let year = ledger.book.fiscalYear
    let title = "\(ledger.book.entity)\(year)年\(profile.narrativeHeading.withYear(year))"
    var sections = profile.parts.isEmpty ? [Narrative.Section(level: 0, heading: title)] : []
    var (number, part) = (0, -1)
    var topic: Narrative.Topic?
    var current: Profile.SectionPlan?
    func open(_ next: Int) {
      guard next > part else { return }
      for index in (part + 1)...next where !profile.parts[index].holdsTables {
        let heading = profile.heading(ofPart: index, entity: ledger.book.entity, year: year)
        sections.append(Narrative.Section(topic: Self.topicOfPart(heading), level: 1, heading: heading))
      }
      (part, number) = (next, profile.numbersRunOn ? number : 0)
    }
    for element in ledger.narrative.flatMap({ NarrativeScript($0, ledger: ledger).elements }) {
      let phrase = phrase(element.template)
      switch element.content {
      case .slot: continue
      case .heading(let level):
        var heading = phrase.text
        if level == 1 {
          let plan = plan(of: heading)
          if let next = plan?.part, profile.parts.indices.contains(next) { open(next) }
          number += 1
          (topic, current) = (plan?.topic, plan)
          // a part of one section is headed by the part alone
          if profile.parts.indices.contains(part), profile.isHeading(heading, ofPart: part) {
            number = profile.numbersRunOn ? number - 1 : 0
            continue
          }
          heading =
            profile.numbersSectionsInParentheses
            ? "（\(number.chineseNumeral)）\(heading)" : "\(number.chineseNumeral)、\(heading)"
        }
        let below = level == 2 ? current?.under.first { heading.hasSuffix($0.heading) }?.topic : nil
        sections.append(Narrative.Section(topic: below ?? topic, level: level, heading: heading))
      case .paragraph:
        if sections.isEmpty { sections.append(Narrative.Section(level: 0, heading: "")) }
        sections[sections.count - 1].paragraphs.append(Narrative.Paragraph(phrase.text, claims: phrase.claims))
      }
    }
    return Narrative(sections: sections)
  }

  private static func topicOfPart(_ heading: String) -> Narrative.Topic? {
    heading.contains("名词解释") ? .glossary : nil
  }

  private func plan(of heading: String) -> Profile.SectionPlan? {
    let folded = heading.foldedForMatching
    // a heading of the profile may say the year
    return profile.sections.first { text($0.heading).foldedForMatching == folded }
      ?? profile.sections.first { folded.contains(text($0.heading).foldedForMatching) }
  }

  func goals() -> [PerformanceGoal] {
    ledger.projects.filter { $0.id != Ledger.Project.withheldID }.enumerated().map { index, project in
      PerformanceGoal(
        number: index + 1, project: text(project.name), title: "\(index + 1)、\(text(project.goalTitle))",
        objective: text(project.objective), indicators: project.indicators.map(indicator))
    }
  }

  private func indicator(_ source: PerformanceIndicator) -> PerformanceIndicator {
    let target = text(source.printedTarget)
    return PerformanceIndicator(
      level1: source.level1, level2: source.level2, name: text(source.name),
      detail: profile.goals.prints(.detail) ? text(source.detail) : "",
      printedTarget: target, target: IndicatorTarget(printed: target),
      basis: profile.goals.prints(.basis) ? text(source.basis) : "")
  }

  func glossary() -> [GlossaryEntry] { ledger.glossary.map { GlossaryEntry($0.term, text($0.definition)) } }
}

extension Int {
  /// 一, 十, 十一, 二十三: 1…99.
  var chineseNumeral: String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...99).contains(self) else { return String(self) }
    let tens = self / 10
    return (tens == 0 ? "" : (tens == 1 ? "" : digits[tens]) + "十") + digits[self % 10]
  }
}
