import MingzhangModel

/// One sentence of the narrative with the claims that stand in it.
struct Sentence {
  var text: String
  var claims: [Claim]
  var paragraph: Narrative.Paragraph
  var section: Narrative.Section

  /// Evidence for the whole sentence, where its first figure stands.
  func evidence(_ claim: Claim? = nil) -> Evidence {
    let words = text.count > 200 ? (claim?.sentence ?? String(text.prefix(200))) : text
    return Evidence("说明文字 / \(section.heading)", text: words, span: claim?.span ?? claims.first?.span ?? paragraph.span)
  }

  /// Every sentence, cut at full stops.
  static func all(_ disclosure: Disclosure) -> [Sentence] {
    var out: [Sentence] = []
    for section in disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        let scalars = Array(paragraph.text.unicodeScalars)
        var start = 0
        for index in scalars.indices where scalars[index] == "。" || index == scalars.count - 1 {
          let end = index + 1
          defer { start = end }
          let text = String(String.UnicodeScalarView(scalars[start..<end])).trimmingSpaces()
          guard text.count > 1 else { continue }
          let claims = paragraph.claims.filter { $0.position.lowerBound >= start && $0.position.upperBound <= end }
          out.append(Sentence(text: text, claims: claims, paragraph: paragraph, section: section))
        }
      }
    }
    return out
  }

  /// The words between two positions of the paragraph.
  func words(from: Int, to: Int) -> String {
    let scalars = Array(paragraph.text.unicodeScalars)
    guard from >= 0, from <= to, to <= scalars.count else { return "" }
    return String(String.UnicodeScalarView(scalars[from..<to]))
  }

  /// The words directly before a claim, back to the claim before it or the sentence's beginning.
  func words(before claim: Claim) -> String {
    let previous = paragraph.claims.last { $0.position.upperBound <= claim.position.lowerBound && isFigure($0) }
    return words(from: previous?.position.upperBound ?? 0, to: claim.position.lowerBound)
  }

  private func isFigure(_ claim: Claim) -> Bool {
    switch claim.value {
    case .amount, .percent: true
    default: false
    }
  }
}
