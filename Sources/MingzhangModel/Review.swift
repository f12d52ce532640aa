/// Where a submitted disclosure stands on its way to the public (送审 → 退回 / 通过 → 公开 → 被更正).
public enum ReviewState: String, Hashable, Codable, CaseIterable, Sendable {
  /// Uploaded or made, not yet sent to the finance bureau.
  case draft
  /// With the reviewer.
  case submitted
  /// Back with the department, with a letter.
  case returned
  /// The reviewer has no objection; not yet public.
  case approved
  case published
  /// A later version was published; this one stays readable.
  case superseded

  public var name: Wording {
    switch self {
    case .draft: Wording("待送审", "draft")
    case .submitted: Wording("审核中", "submitted")
    case .returned: Wording("已退回", "returned")
    case .approved: Wording("已通过，待公开", "approved")
    case .published: Wording("已公开", "published")
    case .superseded: Wording("已被更正", "superseded")
    }
  }
}

/// A step of the review, and from where it may be taken.
public enum ReviewStep: String, Hashable, Codable, CaseIterable, Sendable {
  case submit, withdraw, sendBack, approve, publish, supersede

  /// The states from which the step may be taken.
  public var from: Set<ReviewState> {
    switch self {
    case .submit: [.draft, .returned]
    case .withdraw: [.submitted]
    case .sendBack: [.submitted, .approved]
    case .approve: [.submitted]
    case .publish: [.approved]
    case .supersede: [.published]
    }
  }

  public var to: ReviewState {
    switch self {
    case .submit: .submitted
    case .withdraw: .draft
    case .sendBack: .returned
    case .approve: .approved
    case .publish: .published
    case .supersede: .superseded
    }
  }

  public var name: Wording {
    switch self {
    case .submit: Wording("送审", "submit")
    case .withdraw: Wording("撤回", "withdraw")
    case .sendBack: Wording("退回", "return")
    case .approve: Wording("通过", "approve")
    case .publish: Wording("公开", "publish")
    case .supersede: Wording("更正", "supersede")
    }
  }
}

/// What a person may do in an organisation and in those below it.
public enum Role: String, Hashable, Codable, CaseIterable, Sendable {
  /// 单位经办人：uploads and makes books of the unit.
  case preparer
  /// 部门负责人：sends the department's books to the bureau.
  case lead
  /// 财政审核人：comments, returns, approves.
  case reviewer
  /// 公开发布人：publishes what was approved.
  case publisher
  /// 管理员：organisations, people, deadlines. No part in any review.
  case administrator
  /// 审计（只读）：sees everything, changes nothing.
  case auditor

  public var name: Wording {
    switch self {
    case .preparer: Wording("单位经办人", "unit preparer")
    case .lead: Wording("部门负责人", "department lead")
    case .reviewer: Wording("财政审核人", "finance reviewer")
    case .publisher: Wording("公开发布人", "publisher")
    case .administrator: Wording("管理员", "administrator")
    case .auditor: Wording("审计（只读）", "auditor (read-only)")
    }
  }
}
