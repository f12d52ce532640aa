import MingzhangModel

/// The desk: where books that are not public yet are uploaded, checked, reviewed and published.
struct DeskPages: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    DeskOverview(site: site).add(to: &router)
    DeskFiles(site: site).add(to: &router)
    DeskUpload(site: site).add(to: &router)
    DeskProgress(site: site).add(to: &router)
    DeskMatching(site: site).add(to: &router)
    DeskViewer(site: site).add(to: &router)
    DeskReview(site: site).add(to: &router)
    DeskHistory(site: site).add(to: &router)
    DeskBureau(site: site).add(to: &router)
    DeskCalendar(site: site).add(to: &router)
    DeskOrganisations(site: site).add(to: &router)
    DeskPeople(site: site).add(to: &router)
    DeskAccount(site: site).add(to: &router)
    DeskAudit(site: site).add(to: &router)
  }
}
