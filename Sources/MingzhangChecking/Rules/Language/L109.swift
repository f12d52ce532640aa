import MingzhangModel

extension Rule {
  /// 113.02万 without 元.
  static let yuanMissing = Rule(
    "L109", Wording("“万”后缺“元”", "元 is missing after 万"), .warning,
    preparer: Wording("补上“元”。", "Add 元."),
    citizen: Wording("金额单位没有写全。", "The unit is incomplete.")
  ) { subject throws(Unchecked) in
    let places = Prose(subject).words
    guard !places.isEmpty else { throw Unchecked("没有文字", "no words") }
    return places.compactMap { place in
      guard let words = Prose.tenThousandWithoutYuan(place.text) else { return nil }
      var evidence = place
      evidence.text = words
      return Broken(
        Wording("“\(words)”缺“元”。", "“\(words)” lacks 元."), expected: words + "元", found: words, evidence: [evidence],
        key: words)
    }
  }
}
