import Foundation
import MingzhangModel

/// One version of one department's disclosure of one year and kind.
public struct Version: Hashable, Sendable, Identifiable {
  public enum Origin: String, Hashable, Codable, Sendable {
    case upload
    /// Made from a ledger workbook.
    case ledger
    /// 示例数据
    case sample
  }
  public enum Examination: String, Hashable, Codable, Sendable { case waiting, done, failed }

  public var id: Int64
  /// Nil until it was matched to one.
  public var organisation: String?
  public var fiscalYear: Int?
  public var kind: Disclosure.Kind?
  /// 1, 2, 3… among the published versions of the disclosure; nil before.
  public var number: Int?
  public var state: ReviewState
  /// Counts the changes. Who changes a version names the revision that they saw.
  public var revision: Int64
  public var origin: Origin
  /// SHA-256 of the original file.
  public var file: String
  public var fileName: String
  public var examination: Examination
  /// Why it could not be read or checked.
  public var problem: Wording?
  /// The `Disclosure` as JSON, on the shelf.
  public var disclosureFile: String?
  /// The `CheckReport` as JSON, on the shelf.
  public var reportFile: String?
  public var title: String?
  /// The name that stands in the document.
  public var entity: String?
  public var pageCount: Int?
  public var errors, warnings, notices, unchecked: Int
  public var createdBy, submittedBy, approvedBy, publishedBy: String?
  public var createdAt: Moment
  public var submittedAt, approvedAt, publishedAt: Moment?
  /// When the reviewer would have it become public; the publisher decides.
  public var wishedAt: Moment?
  /// When it becomes public by itself; `publishedBy` is then the publisher who set that.
  public var publishAt: Moment?
  /// What this version corrects, in the publisher's words.
  public var erratum: String?
  public var supersedes: Int64?
  public var isSample: Bool

  init(_ row: SQLRow) throws(StoreError) {
    func moment(_ name: String) throws(StoreError) -> Moment? {
      try row.optionalInteger(name).map { Moment(milliseconds: $0) }
    }
    id = try row.integer("id")
    organisation = try row.optionalText("organisation")
    fiscalYear = try row.optionalInteger("fiscal_year").map { Int($0) }
    kind = try row.optionalText("kind").flatMap { Disclosure.Kind(rawValue: $0) }
    number = try row.optionalInteger("number").map { Int($0) }
    guard let state = ReviewState(rawValue: try row.text("state")),
      let origin = Origin(rawValue: try row.text("origin")),
      let examination = Examination(rawValue: try row.text("examination"))
    else { throw StoreError(.broken, SQLRow.ours, underlying: "version \(id)") }
    (self.state, self.origin, self.examination) = (state, origin, examination)
    revision = try row.integer("revision")
    file = try row.text("file")
    fileName = try row.text("file_name")
    if let chinese = try row.optionalText("problem_zh") {
      problem = Wording(chinese, try row.optionalText("problem_en") ?? chinese)
    }
    disclosureFile = try row.optionalText("disclosure_file")
    reportFile = try row.optionalText("report_file")
    title = try row.optionalText("title")
    entity = try row.optionalText("entity")
    pageCount = try row.optionalInteger("page_count").map { Int($0) }
    errors = Int(try row.integer("errors"))
    warnings = Int(try row.integer("warnings"))
    notices = Int(try row.integer("notices"))
    unchecked = Int(try row.integer("unchecked"))
    createdBy = try row.optionalText("created_by")
    submittedBy = try row.optionalText("submitted_by")
    approvedBy = try row.optionalText("approved_by")
    publishedBy = try row.optionalText("published_by")
    createdAt = Moment(milliseconds: try row.integer("created_at"))
    submittedAt = try moment("submitted_at")
    approvedAt = try moment("approved_at")
    wishedAt = try moment("wished_at")
    publishAt = try moment("publish_at")
    publishedAt = try moment("published_at")
    erratum = try row.optionalText("erratum")
    supersedes = try row.optionalInteger("supersedes")
    isSample = try row.flag("is_sample")
  }
}

/// A file that comes in: its bytes are on the shelf already.
public struct NewVersion: Sendable {
  public var file: String
  public var byteCount: Int
  public var mediaType: String
  public var fileName: String
  public var origin: Version.Origin
  public var organisation: String?
  public var fiscalYear: Int?
  public var kind: Disclosure.Kind?
  /// The published version that it shall correct.
  public var supersedes: Int64?
  /// The person's id; nil for the server itself.
  public var person: String?
  public var isSample: Bool
  /// The ledger workbook that the file was made from. It is on the shelf, and never public.
  public var ledger: Attachment?

  public struct Attachment: Hashable, Sendable {
    public var file: String
    public var byteCount: Int
    public var mediaType: String
    public init(file: String, byteCount: Int, mediaType: String) {
      (self.file, self.byteCount, self.mediaType) = (file, byteCount, mediaType)
    }
  }

  public init(
    file: String, byteCount: Int, mediaType: String, fileName: String, origin: Version.Origin = .upload,
    organisation: String? = nil, fiscalYear: Int? = nil, kind: Disclosure.Kind? = nil, supersedes: Int64? = nil,
    person: String? = nil, isSample: Bool = false
  ) {
    (self.file, self.byteCount, self.mediaType, self.fileName) = (file, byteCount, mediaType, fileName)
    (self.origin, self.organisation, self.fiscalYear, self.kind) = (origin, organisation, fiscalYear, kind)
    (self.supersedes, self.person, self.isSample) = (supersedes, person, isSample)
  }
}

extension Store {
  /// Takes in a file as a draft and asks for its examination, in one transaction.
  public func add(_ new: NewVersion, by actor: String, at moment: Moment) async throws -> Version {
    try await database.write { transaction in
      try transaction.add(new, as: try transaction.next("version"), by: actor, at: moment)
    }
  }

  /// Versions whose original has these bytes, oldest first.
  public func versions(ofFile sha256: String) async throws -> [Version] {
    try await database.read { try $0.rows("version-by-file", sha256).map(Version.init) }
  }

  public func version(_ id: Int64) async throws -> Version? {
    try await database.read { try $0.row("version-by-id", id).map(Version.init) }
  }

  /// Everything that is not public yet, newest first.
  public func unpublished() async throws -> [Version] {
    try await database.read { try $0.rows("version-unpublished").map(Version.init) }
  }

  public func versions(of organisation: String, _ year: Int, _ kind: Disclosure.Kind) async throws -> [Version] {
    try await database.read {
      try $0.rows("version-of-disclosure", organisation, year, kind.rawValue).map(Version.init)
    }
  }

  /// What the public sees of one disclosure.
  public func published(_ organisation: String, _ year: Int, _ kind: Disclosure.Kind) async throws -> Version? {
    try await database.read {
      try $0.row("version-published", organisation, year, kind.rawValue).map(Version.init)
    }
  }

  /// Everything public of an organisation, by year.
  public func published(of organisation: String) async throws -> [Version] {
    try await database.read { try $0.rows("version-published-of", organisation).map(Version.init) }
  }

  /// Everything public, newest year first.
  public func published() async throws -> [Version] {
    try await database.read { try $0.rows("version-published-all").map(Version.init) }
  }

  public func published(in year: Int, _ kind: Disclosure.Kind) async throws -> [Version] {
    try await database.read { try $0.rows("version-published-year", year, kind.rawValue).map(Version.init) }
  }

  /// The published version and those that it superseded, newest first.
  public func publicHistory(_ organisation: String, _ year: Int, _ kind: Disclosure.Kind) async throws -> [Version] {
    try await database.read {
      try $0.rows("version-public-history", organisation, year, kind.rawValue).map(Version.init)
    }
  }

  /// What was published last, newest first.
  public func recentlyPublished(_ count: Int) async throws -> [Version] {
    try await database.read { try $0.rows("version-recent", count).map(Version.init) }
  }

  /// Years and kinds of which something is public, newest first, with how many.
  public func publishedYears() async throws -> [(year: Int, kind: Disclosure.Kind, count: Int)] {
    try await database.read { transaction in
      try transaction.rows("version-years").compactMap { row throws(StoreError) in
        guard let kind = Disclosure.Kind(rawValue: try row.text("kind")) else { return nil }
        return (Int(try row.integer("fiscal_year")), kind, Int(try row.integer("n")))
      }
    }
  }

  /// Says whose disclosure of which year and kind a draft is.
  ///
  /// - Throws: `.conflict` when it was changed since `revision`, or is no draft any more.
  public func match(
    _ version: Version, to organisation: String, _ year: Int, _ kind: Disclosure.Kind, by actor: String,
    at moment: Moment
  ) async throws -> Version {
    try await database.write { transaction in
      let changed = try transaction.run(
        "version-match", version.id, version.revision, organisation, year, kind.rawValue)
      guard changed == 1 else { throw StoreError.changedMeanwhile }
      try transaction.audit(
        actor, "version.match", "version:\(version.id)", "\(organisation) \(year) \(kind.rawValue)", at: moment)
      return try transaction.version(version.id)
    }
  }

  /// Takes a step of the review other than publishing.
  ///
  /// One person never takes two parts: who handed a version in does not approve it.
  /// - Parameters:
  ///   - wish: with `.approve`, when the reviewer would have it become public.
  ///   - letter: with `.sendBack`, why.
  /// - Throws: `.conflict` when the version was changed since `version.revision`; `.refused` when the step may not be taken.
  public func take(
    _ step: ReviewStep, _ version: Version, by session: Session, wish: Moment? = nil, letter: String? = nil,
    at moment: Moment
  ) async throws -> Version {
    try await database.write { transaction in
      let current = try transaction.version(version.id)
      guard current.revision == version.revision else { throw StoreError.changedMeanwhile }
      guard step != .publish, step != .supersede, step.from.contains(current.state) else {
        throw StoreError.notNow(step, current.state)
      }
      if step == .submit {
        guard current.organisation != nil, current.fiscalYear != nil, current.kind != nil else {
          throw StoreError.unmatched
        }
        guard current.examination == .done else { throw StoreError.unexamined }
      }
      if step == .approve, current.createdBy == session.person || current.submittedBy == session.person {
        throw StoreError.samePerson
      }
      let changed = try transaction.run(
        "version-step", current.id, current.revision, step.to.rawValue, step == .submit ? session.person : nil,
        step == .submit ? moment : nil, step == .approve ? session.person : nil, step == .approve ? moment : nil,
        step == .approve ? wish : nil)
      guard changed == 1 else { throw StoreError.changedMeanwhile }
      if let letter, step == .sendBack {
        try transaction.remark(.letter, letter, on: current.id, person: session.person, at: moment)
      }
      try transaction.audit(
        session.login, "version.\(step.rawValue)", "version:\(current.id)", letter ?? "", at: moment)
      return try transaction.version(current.id)
    }
  }

  /// Makes an approved version public; the one that was public before stays readable as superseded.
  ///
  /// - Parameters:
  ///   - person: who publishes; nil when the set time has come (then it is the publisher who set it).
  ///   - erratum: what is corrected; required when something was public before.
  public func publish(
    _ version: Version, by person: Session?, erratum: String? = nil, at moment: Moment
  ) async throws -> Version {
    try await database.write { transaction in
      let current = try transaction.version(version.id)
      guard current.revision == version.revision else { throw StoreError.changedMeanwhile }
      guard current.state == .approved else { throw StoreError.notNow(.publish, current.state) }
      if let person,
        [current.createdBy, current.submittedBy, current.approvedBy].contains(where: { $0 == person.person })
      {
        throw StoreError.samePerson
      }
      return try transaction.publish(current, by: person, erratum: erratum, at: moment)
    }
  }

  /// Keeps when an approved version shall become public, instead of what was kept before.
  ///
  /// - Parameter erratum: what is corrected; required when something is public.
  public func schedule(
    _ version: Version, for publishAt: Moment, erratum: String? = nil, by person: Session, at moment: Moment
  ) async throws -> Version {
    try await database.write { transaction in
      let current = try transaction.version(version.id)
      guard current.revision == version.revision else { throw StoreError.changedMeanwhile }
      guard current.state == .approved else { throw StoreError.notNow(.publish, current.state) }
      if [current.createdBy, current.submittedBy, current.approvedBy].contains(where: { $0 == person.person }) {
        throw StoreError.samePerson
      }
      var erratum = erratum
      if let organisation = current.organisation, let year = current.fiscalYear, let kind = current.kind,
        try transaction.row("version-published", organisation, year, kind.rawValue) != nil
      {
        guard let erratum, !erratum.isEmpty else { throw StoreError.noErratum }
      } else {
        erratum = nil
      }
      let changed = try transaction.run(
        "version-schedule", current.id, current.revision, publishAt, person.person, erratum)
      guard changed == 1 else { throw StoreError.changedMeanwhile }
      try transaction.audit(
        person.login, "version.schedule", "version:\(current.id)", publishAt.iso8601, at: moment)
      return try transaction.version(current.id)
    }
  }

  /// Takes back the time at which an approved version would become public; it waits for a publisher again.
  ///
  /// - Throws: `.conflict` when it was changed since `version.revision`, or has become public.
  public func cancelSchedule(of version: Version, by person: Session, at moment: Moment) async throws -> Version {
    try await database.write { transaction in
      let changed = try transaction.run("version-unschedule", version.id, version.revision)
      guard changed == 1, let was = version.publishAt else { throw StoreError.changedMeanwhile }
      try transaction.audit(
        person.login, "version.cancelSchedule", "version:\(version.id)", was.iso8601, at: moment)
      return try transaction.version(version.id)
    }
  }

  /// Publishes what is due. Safe to call from several servers. What cannot be published is taken off the calendar, with an entry in
  /// the log, and keeps nothing else back.
  ///
  /// - Returns: what became public.
  public func publishDue(at moment: Moment) async throws -> [Version] {
    let due = try await database.read { try $0.rows("version-due", moment).map(Version.init) }
    var published: [Version] = []
    for version in due {
      do {
        let one = try await database.write { transaction -> Version? in
          // another server may have been first
          let current = try transaction.version(version.id)
          guard current.state == .approved, let at = current.publishAt, at <= moment else { return nil }
          return try transaction.publish(current, by: nil, erratum: current.erratum, at: moment)
        }
        if let one { published.append(one) }
      } catch let error as StoreError where error.code == .refused {
        try await database.write { transaction in
          guard try transaction.run("version-unschedule", version.id, version.revision) == 1 else { return }
          try transaction.audit(
            "system", "version.unschedule", "version:\(version.id)", error.wording.chinese, at: moment)
        }
      } catch let error as StoreError where error.code == .conflict { continue }
    }
    return published
  }

  /// Publishes a sample or an example without a review; says so in the log.
  public func publishSample(_ version: Version, at moment: Moment) async throws -> Version {
    try await database.write { transaction in
      let current = try transaction.version(version.id)
      guard current.isSample || current.origin == .sample else { throw StoreError.notNow(.publish, current.state) }
      return try transaction.publish(current, by: nil, erratum: nil, at: moment)
    }
  }
}

extension Transaction {
  func version(_ id: Int64) throws(StoreError) -> Version {
    guard let row = try row("version-by-id", id) else {
      throw StoreError(.notFound, Wording("没有第 \(id) 号文件。", "There is no version \(id)."))
    }
    return try Version(row)
  }

  func publish(_ version: Version, by person: Session?, erratum: String?, at moment: Moment) throws(StoreError)
    -> Version
  {
    guard let organisation = version.organisation, let year = version.fiscalYear, let kind = version.kind else {
      throw StoreError.unmatched
    }
    let before = try row("version-published", organisation, year, kind.rawValue).map(Version.init)
    if let before {
      guard let erratum, !erratum.isEmpty else { throw StoreError.noErratum }
      try run("version-supersede", before.id)
      try run("search-delete", before.id)
      try audit(person?.login ?? "system", "version.supersede", "version:\(before.id)", "\(version.id)", at: moment)
    }
    let changed = try run(
      "version-publish", version.id, version.revision, person?.person ?? version.publishedBy, moment,
      (before?.number ?? 0) + 1,
      before == nil ? nil : erratum,
      before?.id)
    guard changed == 1 else { throw StoreError.changedMeanwhile }
    try index(version.id, organisation: organisation, year: year, kind: kind)
    try enqueue("render", String(version.id), at: moment)
    try enqueue("manifest", String(version.id), at: moment)
    try audit(person?.login ?? "system", "version.publish", "version:\(version.id)", version.file, at: moment)
    return try self.version(version.id)
  }
}

extension StoreError {
  static let changedMeanwhile = StoreError(
    .conflict,
    Wording(
      "这份文件刚刚被别人改过。请刷新后看清变化，再操作。", "Someone changed this in the meantime. Reload, see what changed, and try again."))
  static let samePerson = StoreError(
    .refused,
    Wording(
      "送审、审核、公开须由不同的人办理，您已办过这份文件的前一步。",
      "Submission, review and publication need different people; you took an earlier step of this one."))
  static let unmatched = StoreError(
    .refused, Wording("还没有确定这是哪个部门、哪一年的预算或决算。请先选定。", "Choose first whose budget or account of which year this is."))
  static let unexamined = StoreError(
    .refused,
    Wording("文件还没有读完或读不出来，暂时不能送审。", "The file has not been read yet, or cannot be read; it cannot be submitted."))
  static let noErratum = StoreError(
    .refused, Wording("这一年已有公开的版本。请写明更正了什么，再公开。", "A version is public already. Say what is corrected, then publish."))
  static func notNow(_ step: ReviewStep, _ state: ReviewState) -> StoreError {
    StoreError(
      .refused,
      Wording(
        "“\(state.name.chinese)”的文件不能“\(step.name.chinese)”。",
        "\(step.name.english) is not possible while \(state.name.english)."))
  }
}
