import MingzhangModel
public struct ExcelWriter: Sendable { public init() {}
  public func bytes(for document: DocumentView) throws(MakingError) -> [UInt8] { [] } }
