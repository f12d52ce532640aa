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
    let found = places.compactMap { place -> (place: Evidence, slip: Slip)? in
      guard let words = Prose.tenThousandWithoutYuan(place.text) else { return nil }
      var evidence = place
      evidence.text = words
      return (evidence, Slip(words, right: words + "元"))
    }
    return Prose.together(found, key: "yuan") { slip, count in
      Wording(
        count == 1 ? "“\(slip.words)”缺“元”。" : "“\(slip.words)”等 \(count) 段里的金额缺“元”。",
        count == 1 ? "“\(slip.words)” lacks 元." : "\(count) paragraphs have amounts such as “\(slip.words)” without 元.")
    }
  }
}
