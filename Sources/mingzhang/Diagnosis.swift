import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangMaking
import MingzhangModel

/// One thing that the work needs, and whether it is there.
struct Diagnosis {
  var name: Wording
  var isSound: Bool
  /// What only one of the three jobs needs.
  var isOptional: Bool
  var result: Wording

  static func all(catalog path: String?) async -> [Diagnosis] {
    let places = TypesetterPlaces.standard()
    return [catalog(path), worker(), cmaps(), office(), recogniser(), typesetter(places), fonts(places)]
  }

  private static func catalog(_ path: String?) -> Diagnosis {
    let name = Wording("目录数据", "catalog")
    do {
      let folder = try path.map { URL(filePath: $0) } ?? Catalog.standardLocation()
      let catalog = try Catalog.load(from: folder)
      let codes = catalog.functional.entries.count
      return Diagnosis(
        name: name, isSound: true, isOptional: false,
        result: Wording(
          "表样 \(catalog.forms.count) 种，省份格式 \(catalog.profiles.count) 种，功能科目 \(codes) 个",
          "\(catalog.forms.count) forms, \(catalog.profiles.count) profiles, \(codes) functional codes"))
    } catch { return failed(name, error, isOptional: false) }
  }

  private static func worker() -> Diagnosis {
    let name = Wording("读 PDF 的程序 mingzhang-pdf", "PDF worker mingzhang-pdf")
    do {
      let worker = try PDFWorkerClient.located()
      return Diagnosis(
        name: name, isSound: true, isOptional: true, result: Wording(worker.executable.path, worker.executable.path))
    } catch { return failed(name, error, isOptional: true) }
  }

  /// Without poppler-data a PDF with unembedded Chinese fonts gives empty pages and no error.
  private static func cmaps() -> Diagnosis {
    let name = Wording("poppler-data（中文字符映射）", "poppler-data (Chinese character maps)")
    do {
      let reads = try PDFWorkerClient.located().readsUnembeddedChinese()
      return Diagnosis(
        name: name, isSound: reads, isOptional: true,
        result: reads
          ? Wording("可用", "works")
          : Wording(
            "没有：请安装 poppler-data，否则有的 PDF 读出来是空的", "missing: install poppler-data, else some PDFs read as empty"))
    } catch { return failed(name, error, isOptional: true) }
  }

  private static func office() -> Diagnosis {
    let found = OfficeConverter.located()
    return Diagnosis(
      name: Wording("LibreOffice（读 xls、doc、wps、et、rtf）", "LibreOffice (reads xls, doc, wps, et, rtf)"),
      isSound: found != nil, isOptional: true,
      result: found.map { Wording($0.executable.path, $0.executable.path) }
        ?? Wording(
          "没有：请安装 libreoffice-calc-nogui 和 libreoffice-writer-nogui，或把文件另存为 xlsx、docx",
          "missing: install libreoffice-calc-nogui and libreoffice-writer-nogui, or save the files as xlsx, docx"))
  }

  private static func recogniser() -> Diagnosis {
    let isThere = OCRWorker.located() != nil
    return Diagnosis(
      name: Wording("文字识别 OCR（读扫描件和图片）", "OCR (reads scans and pictures)"), isSound: isThere, isOptional: true,
      result: isThere
        ? Wording("已安装；识别出的内容只作提示", "installed; what it reads gives notices only")
        : Wording("没有：运行 Scripts/setup --ocr", "missing: run Scripts/setup --ocr"))
  }

  private static func typesetter(_ places: TypesetterPlaces) -> Diagnosis {
    let name = Wording("排版 Typst", "Typst")
    let view = DocumentView(
      organisation: "甲", title: "试", date: "2024-01-01", contentsTitle: "目录",
      blocks: [.heading(level: 1, "试"), .paragraph("试排。")])
    do {
      let bytes = try PDFWriter(places: places).bytes(for: view)
      return Diagnosis(
        name: name, isSound: true, isOptional: true,
        result: Wording("试排一页，\(bytes.count) 字节", "typeset one page, \(bytes.count) bytes"))
    } catch { return failed(name, error, isOptional: true) }
  }

  private static func fonts(_ places: TypesetterPlaces) -> Diagnosis {
    let files = places.fonts.flatMap { (try? FileManager.default.contentsOfDirectory(atPath: $0.path)) ?? [] }
    // of Noto the face alone, or the collection as Debian has it
    let needed = [
      ["FandolFang-Regular.otf"], ["FandolHei-Regular.otf"], ["FandolKai-Regular.otf"],
      ["NotoSerifCJKsc-Regular.otf", "NotoSerifCJK-Regular.ttc"],
    ]
    let missing = needed.filter { $0.allSatisfy { !files.contains($0) } }.map { $0[0] }
    return Diagnosis(
      name: Wording("字体", "fonts"), isSound: missing.isEmpty, isOptional: true,
      result: missing.isEmpty
        ? Wording("\(files.count) 个", "\(files.count) files")
        : Wording(
          "缺 \(missing.joined(separator: "、"))；运行 Scripts/setup",
          "missing \(missing.joined(separator: ", ")); run Scripts/setup"))
  }

  private static func failed(_ name: Wording, _ error: any Error, isOptional: Bool) -> Diagnosis {
    let wording = (error as? any ExplainedError)?.wording ?? Wording("\(error)", "\(error)")
    return Diagnosis(name: name, isSound: false, isOptional: isOptional, result: wording)
  }
}
