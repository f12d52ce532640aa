import MingzhangModel

extension Posting {
  /// The disclosure with its places: every amount at the first ledger line it sums, every paragraph and figure at its line of the words.
  ///
  /// For comparing ledgers, where there is no page to point to; `disclosure()` has no places.
  public func tracedDisclosure() -> Disclosure {
    var disclosure = disclosure()
    for index in disclosure.statements.indices {
      let statement = disclosure.statements[index]
      let view = StatementView(
        statement: statement, plan: profile.table(statement.kind), ledger: ledger, inContents: false)
      for (row, cells) in view.origins.enumerated() {
        for (column, origins) in cells.enumerated() where !origins.isEmpty {
          disclosure.statements[index].rows[row][column].span = SourceSpan(
            sheet: origins[0].file, line: origins[0].line)
        }
      }
    }
    var places = ledger.narrative.flatMap { source in
      NarrativeScript(source, ledger: ledger).elements.compactMap { element -> SourceSpan? in
        if case .slot = element.content { return nil }
        return SourceSpan(sheet: source.file, line: element.line)
      }
    }[...]
    for s in disclosure.narrative.sections.indices {
      let section = disclosure.narrative.sections[s]
      if section.level > 0, isWritten(section) { disclosure.narrative.sections[s].headingSpan = places.popFirst() }
      for p in disclosure.narrative.sections[s].paragraphs.indices {
        let place = places.popFirst()
        disclosure.narrative.sections[s].paragraphs[p].span = place
        for c in disclosure.narrative.sections[s].paragraphs[p].claims.indices {
          let columns = disclosure.narrative.sections[s].paragraphs[p].claims[c].span?.columns
          disclosure.narrative.sections[s].paragraphs[p].claims[c].span = place.map {
            SourceSpan(line: $0.line, columns: columns, sheet: $0.sheet)
          }
        }
      }
    }
    return disclosure
  }

  /// Whether a heading stands in the ledger's words; that of a part comes from the form, unless a section says no more than it.
  private func isWritten(_ section: Narrative.Section) -> Bool {
    let part = profile.parts.indices.first { index in
      section.level == 1
        && profile.heading(ofPart: index, entity: ledger.book.entity, year: ledger.book.fiscalYear) == section.heading
    }
    guard let part else { return true }
    return profile.sections.contains { $0.part == part && profile.isHeading($0.heading, ofPart: part) }
  }
}

extension SourceSpan {
  fileprivate init(sheet: String, line: Int) { self.init(line: line, sheet: sheet) }
}
