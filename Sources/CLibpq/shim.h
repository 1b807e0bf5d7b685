#include <libpq-fe.h>

// Swift does not see macros that are characters.
static const int DIAG_SQLSTATE = PG_DIAG_SQLSTATE;
static const int DIAG_MESSAGE_PRIMARY = PG_DIAG_MESSAGE_PRIMARY;
static const int DIAG_MESSAGE_DETAIL = PG_DIAG_MESSAGE_DETAIL;
static const int DIAG_TABLE_NAME = PG_DIAG_TABLE_NAME;
static const int DIAG_COLUMN_NAME = PG_DIAG_COLUMN_NAME;
static const int DIAG_CONSTRAINT_NAME = PG_DIAG_CONSTRAINT_NAME;
static const int DIAG_SOURCE_FUNCTION = PG_DIAG_SOURCE_FUNCTION;
