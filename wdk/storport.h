/* storport.h - the interface between Storport and its miniports.
 *
 * All routines are prototypes; none has a body here.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_STORPORT_H
#define ISRLINT_STORPORT_H

#include <miniport.h>
#include <ntddstor.h>
#include <scsi.h>
#include <srb.h>

#include <isrlint/scsiport-map.h>
#include <isrlint/storport-power.h>
#include <isrlint/storport-routines.h>
#include <isrlint/storport-trace.h>
#include <isrlint/storport-types.h>

#endif /* ISRLINT_STORPORT_H */
