import MingzhangCatalog
import MingzhangModel
import Testing

/// Slips are told from variants: one character off a clause that everyone prints, and nothing else.
@Suite struct PhraseBookTests {
  private let phrases = PhraseBook(["专用材料及一般设备购置费", "科技成果转化与扩散", "包括实行公务员管理的事业单位", "一般公共预算支出"])

  private func slips(_ text: String) -> [String] {
    phrases.slips(in: text.unicodeScalars.map(\.value)).map(\.known)
  }

  @Test(
    "错一个字、漏一个字、颠倒、多一个字",
    arguments: [
      ("专项材料及一般设备购置费", "专用材料及一般设备购置费"), ("科技成果转换与扩散", "科技成果转化与扩散"),
      ("包括实行公务管理的事业单位", "包括实行公务员管理的事业单位"), ("专用材料及一般备设购置费", "专用材料及一般设备购置费"),
      ("专用材材料及一般设备购置费", "专用材料及一般设备购置费"),
    ])
  func found(_ printed: String, _ known: String) { #expect(slips(printed) == [known]) }

  @Test(
    "写对的、只差虚词的、别的词语，都不算错",
    arguments: ["专用材料及一般设备购置费", "专用材料和一般设备购置费", "一般公共预算收入", "市级一般公共预算支出", "专业材料"])
  func silent(_ printed: String) { #expect(slips(printed).isEmpty) }

  private func terms(_ text: String) -> [String] {
    TermBook(["事业单位", "公务用车"]).slips(in: text.unicodeScalars.map(\.value)).map(\.known)
  }

  @Test("名词里又打了自己的一个字")
  func own() {
    #expect(terms("指事业事位按规定") == ["事业单位"])
    #expect(terms("主要是公务车用车运行") == ["公务用车"])
    #expect(terms("企业单位、事业单位、公务用车、公务车").isEmpty)
  }

  @Test(
    "级别由地名看出",
    arguments: [
      ("昆明市审计局（汇总）", Divisions.Level.prefecture), ("上海市普陀区财政局", .county), ("上海市审计局", .province),
      ("南宫市人民政府办公室", .county), ("中共西安市委宣传部", .prefecture), ("国家信访局", .central), ("江苏省苏州市吴中区财政局", .county),
      ("平山县财政局", .county),
    ])
  func level(_ entity: String, _ level: Divisions.Level) throws {
    let catalog = try Catalog.load(from: CatalogTests.folder)
    #expect(catalog.divisions.level(of: entity) == level)
  }

  @Test("没有地名就不知道级别")
  func unknown() throws {
    let catalog = try Catalog.load(from: CatalogTests.folder)
    #expect(catalog.divisions.level(of: "人民防空办公室") == nil)
  }
}
