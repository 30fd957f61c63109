// libxml2's headers pull in ICU's, which clash with those Foundation carries: leave them out.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

/// `xmlFree` is a mutable global function pointer, which Swift 6 refuses to read.
static inline void daybook_xml_free(void *pointer) { xmlFree(pointer); }
