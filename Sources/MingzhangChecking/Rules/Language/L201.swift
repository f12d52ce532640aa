import MingzhangCatalog
import MingzhangModel

extension Rule {
  /// A clause that every disclosure prints word for word, or a long account name, with one character wrong.
  static let standardWordingSlip = Rule(
    "L201", Wording("固定用语里有错字", "A standard phrase has a slip"), .warning,
    preparer: Wording("改成固定用语。", "Write the standard phrase."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }

    let found = zip(prose.words, prose.scalars).flatMap { place, text -> [(Evidence, PhraseBook.Slip, String)] in
      text.runs.flatMap { run -> [(Evidence, PhraseBook.Slip, String)] in
        subject.catalog.phrases.slips(in: run.map(\.value)).map { slip in
          let printed = String(scalars: run[slip.range])
          var evidence = place
          evidence.text = place.text.around(printed, 10)
          return (evidence, slip, printed)
        }
      }
    }
    return found.map { evidence, slip, printed in
      Broken(
        Wording("“\(printed)”应为“\(slip.known)”。", "“\(printed)” should say “\(slip.known)”."), expected: slip.known,
        found: printed, evidence: [evidence], key: printed)
    }
  }
}

extension Scalars {
  /// The stretches of Chinese characters between marks, digits and letters.
  fileprivate var runs: [[Unicode.Scalar]] {
    var runs: [[Unicode.Scalar]] = []
    var run: [Unicode.Scalar] = []
    for scalar in all {
      if Scalars.isHan(scalar) {
        run.append(scalar)
      } else {
        if run.count >= 8 { runs.append(run) }
        run = []
      }
    }
    if run.count >= 8 { runs.append(run) }
    return runs
  }
}
