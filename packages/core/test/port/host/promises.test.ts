import { promiseHost } from '@lazyrich/testing/promises/host'
import { transports } from '@lazyrich/testing/transports'

for (const transport of transports) promiseHost(transport)
