import MingzhangModel
import MingzhangStore

/// Something that a signed-in person may or may not do. Every route of the desk names one.
public enum Permission: String, CaseIterable, Sendable {
  /// Looks at what is not public yet.
  case see
  /// Uploads and makes books, says whose they are.
  case prepare
  /// Sends to the bureau, withdraws, answers findings.
  case submit
  /// Comments, accepts findings, returns, approves.
  case review
  /// Publishes, now or at a set time.
  case publish
  /// Organisations, people, deadlines.
  case administer
  /// The audit log.
  case audit
}

extension Role {
  /// The one table of who may do what.
  public var permissions: Set<Permission> {
    switch self {
    case .preparer: [.see, .prepare]
    case .lead: [.see, .prepare, .submit]
    case .reviewer: [.see, .review]
    case .publisher: [.see, .publish]
    case .administrator: [.see, .administer, .audit]
    case .auditor: [.see, .audit]
    }
  }
}

extension Session {
  /// Whether the person may do this somewhere. A role holds in its organisation and in all below it.
  func may(_ permission: Permission) -> Bool { memberships.contains { $0.role.permissions.contains(permission) } }

  /// Whether the person may do this in `organisation`; in nobody's (not matched yet), whoever may do it at the top.
  func may(_ permission: Permission, in organisation: String?, _ tree: OrganisationTree) -> Bool {
    memberships.contains { membership in
      guard membership.role.permissions.contains(permission) else { return false }
      guard let organisation else { return tree[membership.organisation]?.parent == nil }
      return tree.isWithin(organisation, membership.organisation)
    }
  }

  /// Whether the person may do this to `version`: in its organisation, or as the one who brought it while it is nobody's.
  func may(_ permission: Permission, on version: Version, _ tree: OrganisationTree) -> Bool {
    if version.organisation == nil, version.createdBy == person { return may(permission) }
    return may(permission, in: version.organisation, tree)
  }
}
