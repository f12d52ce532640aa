import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

/// One way to spoil the ledger, and the sentence that must name it.
struct Spoiling: CustomStringConvertible, Sendable {
  var kind: LedgerError.Problem.Kind
  var file: String
  var line: Int?
  var words: [String]
  var spoil: @Sendable (SpoiledLedger) throws -> Void
  var description: String { "\(kind)" }

  init(
    _ kind: LedgerError.Problem.Kind, _ file: String, _ line: Int?, _ words: [String],
    spoil: @escaping @Sendable (SpoiledLedger) throws -> Void
  ) {
    (self.kind, self.file, self.line, self.words, self.spoil) = (kind, file, line, words, spoil)
  }

  init(
    _ kind: LedgerError.Problem.Kind, _ file: String, _ line: Int?, _ words: [String], replacing old: String,
    with new: String
  ) {
    self.init(kind, file, line, words) { try $0.replace(old, with: new, in: file) }
  }
}

@Suite struct LedgerProblemTests {
  static let spoilings: [Spoiling] = [
    Spoiling(.missingFile, "assets.csv", nil, ["没有这个文件"]) {
      try FileManager.default.removeItem(at: $0.url("assets.csv"))
    },
    Spoiling(.emptyFile, "units.csv", nil, ["空"]) { try $0.write("\n", to: "units.csv") },
    Spoiling(.notUTF8, "glossary.csv", 2, ["UTF-8"]) {
      try (Data("名词,解释\n".utf8) + Data([0xC4, 0xCF, 0xB9, 0xAC])).write(to: $0.url("glossary.csv"))
    },
    Spoiling(.malformed, "projects.csv", 2, ["引号"], replacing: "电话费,政府机关电话费", with: "电话费,\"政府机关电话费"),
    Spoiling(.unknownKey, "book.yaml", 2, ["出版社"], replacing: "单位: 南宫市", with: "出版社: 某\n单位: 南宫市"),
    Spoiling(.missingKey, "book.yaml", nil, ["预算年度"], replacing: "预算年度: 2023\n", with: ""),
    Spoiling(.duplicateKey, "projects.csv", 11, ["斯柯达", "重复"], replacing: "人防业务,", with: "斯柯达,"),
    Spoiling(.missingColumn, "expenditure.csv", 1, ["金额"], replacing: "三公,金额", with: "三公,备考"),
    Spoiling(.unknownColumn, "assets.csv", 1, ["颜色"], replacing: "数量", with: "颜色"),
    Spoiling(.duplicateColumn, "assets.csv", 1, ["数量", "两次"], replacing: "资产名称,数量,价值", with: "资产名称,数量,价值,数量"),
    Spoiling(.missingValue, "expenditure.csv", 2, ["经济科目"], replacing: "2010301,30101,", with: "2010301,,"),
    Spoiling(.notANumber, "expenditure.csv", 2, ["金额", "三百万"], replacing: "3120000.00", with: "三百万"),
    Spoiling(.unknownCode, "expenditure.csv", 3, ["30188"], replacing: "30102", with: "30188"),
    Spoiling(.unknownWord, "revenue.csv", 2, ["资金来源", "捐款"], replacing: "一般公共预算拨款", with: "捐款"),
    Spoiling(.unknownProject, "indicators.csv", 2, ["电话"], replacing: "电话费,产出指标", with: "电话,产出指标"),
    Spoiling(.unknownUnit, "expenditure.csv", 2, ["units.csv"], replacing: "南宫市人民政府办公室本级", with: "南宫市政府办"),
    Spoiling(
      .unknownProfile, "book.yaml", 6, ["hebei-1999", "hebei-2023"], replacing: "hebei-2023", with: "hebei-1999"),
    Spoiling(.projectWithoutLines, "projects.csv", 12, ["会议", "没有支出"]) {
      try $0.write(try $0.text("projects.csv") + "会议,会议,会议绩效目标表,开好会\n", to: "projects.csv")
      try $0.write(try $0.text("indicators.csv") + "会议,产出指标,数量指标,次数,次数,1次,计划\n", to: "indicators.csv")
    },
    Spoiling(.projectWithoutIndicators, "projects.csv", 2, ["电话费"]) {
      let kept = try $0.text("indicators.csv").split(separator: "\n").filter { !$0.hasPrefix("电话费,") }
      try $0.write(kept.joined(separator: "\n"), to: "indicators.csv")
    },
    Spoiling(.indicatorsIncomplete, "indicators.csv", 2, ["电话费", "满意度"]) {
      let kept = try $0.text("indicators.csv").split(separator: "\n").filter { !$0.hasPrefix("电话费,满意度") }
      try $0.write(kept.joined(separator: "\n"), to: "indicators.csv")
    },
    Spoiling(
      .targetNotMeasurable, "indicators.csv", 2, ["电话费", "量不出来"], replacing: "正常运行天数,正常运行天数,365天",
      with: "正常运行天数,正常运行天数,长期"),
    Spoiling(
      .targetAboveAmount, "indicators.csv", 5, ["电话费", "超过"], replacing: "预算内执行,≤{{项目.电话费}}",
      with: "预算内执行,≤9000万元"),
    Spoiling(.unbalanced, "revenue.csv", 3, ["2010302", "0.01"], replacing: "14741200.00", with: "14741200.01"),
    Spoiling(
      .unboundPlaceholder, "book.yaml", 15, ["支出.基本", "支出.人员经费"], replacing: "支出.基本:", with: "支出.基础:"),
    Spoiling(
      .unboundPlaceholder, "narrative/03-operating.md", 3, ["{{机关运转经费}}"], replacing: "{{机关运行经费}}",
      with: "{{机关运转经费}}"),
  ]

  @Test("每一种坏输入都有一句话，说出文件和行", arguments: spoilings)
  func saysWhereAndWhat(_ spoiling: Spoiling) throws {
    let ledger = try SpoiledLedger()
    try spoiling.spoil(ledger)
    let problems = try ledger.problems()
    let found = problems.first { $0.kind == spoiling.kind && $0.file == spoiling.file && $0.line == spoiling.line }
    let problem = try #require(found, "\(problems.map(\.wording.chinese))")
    let sentence = problem.wording.chinese
    #expect(sentence.hasPrefix(spoiling.line.map { "\(spoiling.file) 第 \($0) 行：" } ?? "\(spoiling.file)："))
    for word in spoiling.words { #expect(sentence.contains(word), "\(sentence)") }
    #expect(!problem.wording.english.isEmpty)
    #expect(!sentence.contains("\n"))
  }

  @Test("没有的文件夹：一句话")
  func missingFolder() throws {
    let catalog = try NangongLedger.loadCatalog()
    do {
      _ = try LedgerFolder.load(from: URL(filePath: "no-such-folder"), catalog: catalog)
      Issue.record("loaded a folder that is not there")
    } catch {
      #expect(error.problems.map(\.kind) == [.missingFolder])
      #expect(error.wording.chinese.contains("no-such-folder"))
    }
  }

  @Test("整句先说台账文件夹，几个台账一起编也分得清")
  func namesTheFolder() throws {
    let ledger = try SpoiledLedger()
    try ledger.replace("3120000.00", with: "三百万", in: "expenditure.csv")
    let catalog = try NangongLedger.loadCatalog()
    let error = #expect(throws: LedgerError.self) { try LedgerFolder.load(from: ledger.folder, catalog: catalog) }
    #expect(error?.wording.chinese.hasPrefix("ledger/expenditure.csv 第 2 行：“金额”应为金额") == true)
    #expect(error?.wording.english.hasPrefix("ledger/expenditure.csv:2: ") == true)
  }

  @Test("引号没结束、格子里装进半个文件：仍是一行、读得完的一句话")
  func oneSentence() throws {
    let ledger = try SpoiledLedger()
    try ledger.replace("一般公共预算拨款,人员经费", with: "\"一般公共预算拨款,人员经费", in: "expenditure.csv")
    for problem in try ledger.problems() {
      #expect(!problem.wording.chinese.contains("\n"))
      #expect(problem.wording.chinese.count < 500)
    }
  }

  @Test("坏输入的每一种都试过")
  func everyKindIsTried() {
    let tried = Set(Self.spoilings.map(\.kind)).union([.missingFolder])
    #expect(Set(LedgerError.Problem.Kind.allCases).subtracting(tried).isEmpty)
  }

  @Test("一次说出所有问题，按文件和行排列")
  func allAtOnce() throws {
    let ledger = try SpoiledLedger()
    for spoiling in Self.spoilings
    where [.unknownCode, .notANumber, .unknownWord, .unboundPlaceholder].contains(spoiling.kind) {
      try spoiling.spoil(ledger)
    }
    let problems = try ledger.problems()
    #expect(Set(problems.map(\.kind)) == [.unknownCode, .notANumber, .unknownWord, .unboundPlaceholder])
    let places = problems.map { "\($0.file) \(String($0.line ?? 0).count) \($0.line ?? 0)" }
    #expect(places == places.sorted())
  }

  @Test("带 BOM、英文表头、千分位的台账同样能读")
  func lenientInput() throws {
    let ledger = try SpoiledLedger()
    let lines = try ledger.text("revenue.csv").split(separator: "\n").map(String.init)
    let english = ["\u{FEFF}source,carryover,function,amount"] + lines.dropFirst()
    try ledger.write(english.joined(separator: "\r\n") + "\r\n", to: "revenue.csv")
    try ledger.replace("7473800.00", with: "\"7,473,800.00\"", in: "revenue.csv")
    #expect(try ledger.problems().map(\.wording.chinese) == [])
  }
}
