#include "markup.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

// libxml2 prints some errors whatever the options say; what is wrong with a file is for the caller to say.
static void say_nothing(void *context, const char *message, ...) { (void)context, (void)message; }

static void walk(xmlNodePtr node, int depth, const mz_markup_handler *handler) {
  if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
    if (node->content) handler->text(handler->context, (const char *)node->content, xmlGetLineNo(node));
    return;
  }
  if (node->type != XML_ELEMENT_NODE || depth <= 0) return;
  handler->start(handler->context, (const char *)node->name, xmlGetLineNo(node));
  for (xmlAttrPtr attribute = node->properties; attribute; attribute = attribute->next) {
    if (attribute->children && attribute->children->content)
      handler->attribute(handler->context, (const char *)attribute->name, (const char *)attribute->children->content);
  }
  for (xmlNodePtr child = node->children; child; child = child->next) walk(child, depth - 1, handler);
  handler->end(handler->context);
}

int mz_parse_markup(const char *bytes, int count, int is_html, const char *encoding, int depth, mz_markup_handler handler) {
  xmlSetGenericErrorFunc(NULL, say_nothing);
  xmlDocPtr document =
      is_html ? htmlReadMemory(bytes, count, NULL, encoding, HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER)
              : xmlReadMemory(bytes, count, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (!document) return 0;
  xmlNodePtr root = xmlDocGetRootElement(document);
  if (root) walk(root, depth, &handler);
  xmlFreeDoc(document);
  return root != NULL;
}
