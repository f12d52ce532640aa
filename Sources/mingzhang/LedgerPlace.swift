import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel

/// Where a new ledger goes: a workbook when the name ends in `.xlsx`, else a folder.
struct LedgerPlace {
  let path: String
  init(_ path: String) { self.path = path }

  private var isWorkbook: Bool { path.lowercased().hasSuffix(".xlsx") }

  func write(_ files: LedgerFiles, _ catalog: Catalog) throws {
    let url = URL(filePath: path)
    if isWorkbook {
      try OutputFolder.write(try LedgerWorkbook(files, catalog: catalog).bytes(), to: url)
    } else {
      try OutputFolder.write(files.files(), to: url)
    }
  }

  /// Nothing that stands there is written over.
  func refuseOccupied() throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
    let found = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard isFolder.boolValue, found.isEmpty, !isWorkbook else {
      throw PathProblem(
        wording: Wording("\(path) 已经有了。请换一个名字，或空的文件夹。", "\(path) is there already. Name another, or an empty folder."))
    }
  }
}
