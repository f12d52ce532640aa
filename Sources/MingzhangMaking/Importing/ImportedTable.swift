import MingzhangFormats
import MingzhangModel

/// One table of an export: cells by place, from a workbook's sheet or a CSV file.
struct ImportedTable {
  struct Cell {
    var text: String
    /// Why the cell cannot be used; nil: it can.
    var trouble: Wording?
    /// Filled from the cell that was merged over it.
    var isMerged = false
  }

  /// `支出.xlsx 工作表“支出明细”` or the CSV's name.
  let name: Wording
  let file: String
  let sheet: String
  /// Rows from 0, each by column.
  private(set) var rows: [[Int: Cell]]
  private let isWorkbook: Bool

  init(file: String, _ source: Workbook.Sheet) {
    (self.file, sheet, isWorkbook) = (file, source.name, true)
    name = Wording("\(file) 工作表“\(source.name)”", "\(file) sheet “\(source.name)”")
    let height = (source.cells.map(\.row).max() ?? -1) + 1
    rows = Array(repeating: [:], count: height)
    for cell in source.cells {
      var own = Cell(text: cell.exact.isEmpty ? cell.text : cell.exact)
      switch cell.content {
      case .words: own.text = cell.text
      case .number, .formula: break
      case .date:
        own.trouble = Wording(
          "是日期。金额请把单元格格式改为数值，编码和文字改为文本，再重新导出",
          "is a date: format amounts as numbers, codes and words as text, and export again")
      case .formulaWithoutValue:
        own.trouble = Wording(
          "是没有保存结果的公式。请在电子表格程序里打开并保存一次", "is a formula saved without its result: open and save the file once")
      case .error: own.trouble = Wording("是出错的公式 \(cell.text)", "is a formula that fails with \(cell.text)")
      }
      rows[cell.row][cell.column] = own
    }
    for merge in source.merges {
      guard rows.indices.contains(merge.rows.lowerBound),
        let first = rows[merge.rows.lowerBound][merge.columns.lowerBound]
      else { continue }
      for row in merge.rows where rows.indices.contains(row) {
        for column in merge.columns where row != merge.rows.lowerBound || column != merge.columns.lowerBound {
          rows[row][column] = Cell(text: first.text, trouble: first.trouble, isMerged: true)
        }
      }
    }
  }

  init(file: String, _ records: CSVRecords) {
    (self.file, sheet, isWorkbook) = (file, "", false)
    name = Wording(file, file)
    rows = []
    for record in records.records {
      while rows.count < record.line { rows.append([:]) }
      for (column, text) in record.fields.enumerated() where !text.isEmpty {
        rows[record.line - 1][column] = Cell(text: text)
      }
    }
  }

  /// `支出.xlsx 工作表“支出明细”单元格 F12：`
  func place(_ row: Int, _ column: Int?) -> Wording {
    if isWorkbook, let column {
      let cell = Self.letters(column) + String(row + 1)
      return Wording("\(name.chinese)单元格 \(cell)：", "\(name.english) cell \(cell): ")
    }
    return Wording("\(name.chinese) 第 \(row + 1) 行：", "\(name.english) row \(row + 1): ")
  }

  private static func letters(_ column: Int) -> String {
    var (left, out) = (column, "")
    repeat {
      out = String(UnicodeScalar(UInt8(65 + left % 26))) + out
      left = left / 26 - 1
    } while left >= 0
    return out
  }
}
