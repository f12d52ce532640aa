import Hummingbird
import MingzhangModel

/// How the site works, how to read findings, privacy, accessibility.
struct AboutPage: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.get("about") { request, context in
      try await site.answer(request, context) {
        var page = Page("about", Wording("关于本站", "About"), path: "/about")
        page.trail = [(Say(context)("首页", "Home"), "/")]
        return page
      }
    }
  }
}
