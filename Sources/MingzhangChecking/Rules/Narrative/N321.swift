import MingzhangModel

extension Rule {
  /// Assets are counted at the end of last year or in the months before the budget, never years before.
  static let assetDateOld = Rule(
    "N321", Wording("资产的截止日期不是近一年", "Assets are counted at a date of another year"), .warning,
    preparer: Wording("改为上年末（或编制预算时）的日期，并核对车辆、设备数。", "State last year's end, and check the counts."),
    citizen: Wording("资产数的日期太旧，可能是沿用以前的文字。", "The date of the counts is old; the sentence may be too.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.kind == .budget else { throw Unchecked("决算另有规则", "final accounts have their own rule") }
    let year = try subject.year()
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences
    where sentence.section.topic == .assets || sentence.text.contains("共有车辆") || sentence.text.contains("共有公务用车")
      || sentence.folded.hasPrefix("截") && (sentence.text.contains("人员编制") || sentence.text.contains("编制人数"))
    {
      guard let lead = sentence.folded.after("截至") ?? sentence.folded.after("截止"),
        let said = Int(lead.prefix(4)), lead.dropFirst(4).hasPrefix("年"), abs(said - year) <= 6
      else { continue }
      decided = true
      guard said != year, said != year - 1 else { continue }
      broken.append(
        Broken(
          Wording("\(year) 年预算的资产截至 \(said) 年。", "The budget of \(year) counts assets as of \(said)."),
          expected: "\(year - 1)年", found: "\(said)年",
          evidence: [
            Evidence(
              "说明文字 / \(sentence.section.heading)", text: String(sentence.text.prefix(40)),
              span: sentence.claims.first?.span ?? sentence.paragraph.span)
          ], key: "assets"))
    }
    guard decided else { throw Unchecked("没有写资产的截止日期", "no date of the assets is stated") }
    return broken
  }
}
