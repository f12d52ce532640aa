import MingzhangCatalog
import MingzhangModel

extension Rule {
  /// A term of budgeting in which one of its own characters was typed again: 事业事位, 公务车用车.
  static let commonTermSlip = Rule(
    "L216", Wording("常用名词里有错字", "A common term has a slip"), .warning,
    preparer: Wording("改正错字。", "Correct the slip."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    return Prose.each(
      prose.slips { text in
        subject.catalog.terms.slips(in: text.all.map(\.value)).map { slip in
          Slip(text.text(slip.range), right: slip.known)
        }
      }
    ) { words, right in
      Wording("“\(words)”应为“\(right ?? "")”。", "“\(words)” should say “\(right ?? "")”.")
    }
  }
}
