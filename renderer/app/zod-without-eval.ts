import { z } from 'zod';

// The content security policy forbids `eval`, and zod would try it once for every schema.
z.config({ jitless: true });
