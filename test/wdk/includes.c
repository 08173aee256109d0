// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only -DORDER=1 %s
// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only -DORDER=2 %s
// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only -DORDER=3 %s
// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only -DORDER=4 %s
// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only -DORDER=5 %s
// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only -DORDER=6 %s

// The headers in the orders that drivers have them, and each twice.
#if ORDER == 1
#include <ntddk.h>
#include <storport.h>
#include <storport.h>
#elif ORDER == 2
#include <storport.h>
#include <ntddk.h>
#include <wdm.h>
#elif ORDER == 3
#include <miniport.h>
#include <srb.h>
#include <scsi.h>
#include <storport.h>
#include <srb.h>
#elif ORDER == 4
#include <wdm.h>
#include <ntddscsi.h>
#include <srbhelper.h>
#include <ntddstor.h>
#include <storport.h>
#include <ntddscsi.h>
#elif ORDER == 5
#include <ntifs.h>
#include <srbhelper.h>
#include <scsi.h>
#include <storport.h>
#include <srbhelper.h>
#else
#include <isrlint/storport-routines.h>
#include <storport.h>
#include <miniport.h>
#include <isrlint-prelude.h>
#endif

PHW_INTERRUPT Interrupt;
PHW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;
HW_INITIALIZATION_DATA Data;
PORT_CONFIGURATION_INFORMATION Port;
STORAGE_REQUEST_BLOCK Block;
INQUIRYDATA Inquiry;
KEVENT Event;

#if ORDER == 4
NVCACHE_REQUEST_BLOCK Cache;
STORAGE_PROTOCOL_DATA_DESCRIPTOR Protocol;
#endif
