import MingzhangModel

/// One sentence of the narrative with the claims that stand in it.
struct Sentence {
  let text: String
  /// `text` as it is compared, folded once for all rules.
  let folded: String
  var claims: [Claim]
  var paragraph: Narrative.Paragraph
  var section: Narrative.Section
  /// Which section of the narrative it stands in, from 0.
  let sectionNumber: Int

  /// Evidence for the whole sentence, where its first figure stands.
  func evidence(_ claim: Claim? = nil) -> Evidence {
    let words = text.hasCharacters(201) ? (claim?.sentence ?? String(text.prefix(200))) : text
    return Evidence("说明文字 / \(section.heading)", text: words, span: claim?.span ?? claims.first?.span ?? paragraph.span)
  }

  /// Every sentence, cut at full stops.
  static func all(_ disclosure: Disclosure) -> [Sentence] {
    var out: [Sentence] = []
    for (number, section) in disclosure.narrative.sections.enumerated() {
      for paragraph in section.paragraphs {
        let scalars = Array(paragraph.text.unicodeScalars)
        var start = 0
        // claims stand in printed order
        var next = 0
        for index in scalars.indices where scalars[index] == "。" || index == scalars.count - 1 {
          let end = index + 1
          defer { start = end }
          let text = String(scalars: scalars[start..<end]).trimmingSpaces()
          var claims: [Claim] = []
          while next < paragraph.claims.count, paragraph.claims[next].position.lowerBound < end {
            let claim = paragraph.claims[next]
            if claim.position.lowerBound >= start, claim.position.upperBound <= end { claims.append(claim) }
            next += 1
          }
          guard text.hasCharacters(2) else { continue }
          out.append(
            Sentence(
              text: text, folded: text.foldedForMatching, claims: claims, paragraph: paragraph, section: section,
              sectionNumber: number))
        }
      }
    }
    return out
  }

  /// The words between two positions of the paragraph.
  func words(from: Int, to: Int) -> String {
    paragraph.words(from: from, to: to)
  }

  /// The words directly before a claim, back to the claim before it or the sentence's beginning.
  func words(before claim: Claim) -> String {
    let previous = paragraph.claims(before: claim.position.lowerBound).last(where: isFigure)
    return words(from: previous?.position.upperBound ?? 0, to: claim.position.lowerBound)
  }

  private func isFigure(_ claim: Claim) -> Bool {
    switch claim.value {
    case .amount, .percent: true
    default: false
    }
  }
}

extension Narrative.Paragraph {
  /// The scalars between two positions; empty when there are not so many.
  func words(from: Int, to: Int) -> String {
    let scalars = text.unicodeScalars
    guard from >= 0, from <= to,
      let start = scalars.index(scalars.startIndex, offsetBy: from, limitedBy: scalars.endIndex),
      let end = scalars.index(start, offsetBy: to - from, limitedBy: scalars.endIndex)
    else { return "" }
    return String(scalars[start..<end])
  }

  /// The claims that end at or before a position. They stand in printed order.
  func claims(before position: Int) -> ArraySlice<Claim> {
    var (low, high) = (0, claims.count)
    while low < high {
      let middle = (low + high) / 2
      if claims[middle].position.upperBound <= position { low = middle + 1 } else { high = middle }
    }
    return claims[..<low]
  }
}
