/* scsi.h - mingw-w64's <scsi.h>, with a full INQUIRYDATA and newer names of
 * the SCSI standards.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_SCSI_H
#define ISRLINT_SCSI_H

#include <srb.h>

/* mingw-w64's INQUIRYDATA lacks the version descriptors: do not read it. */
#define _INQUIRYDATA_DEFINED
#include_next <scsi.h>

#include <isrlint/scsi-names.h>

#endif /* ISRLINT_SCSI_H */
