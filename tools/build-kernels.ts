import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, run, say } from './process.ts';

/** The compiler, by the name that Debian gives it. */
const compiler = 'clang++-16';
const kernels = join(root, 'native', 'kernels');
/** The module itself, and the same bytes as a TypeScript file: see `docs/decisions/007-kernels-in-wasm.md`. */
export const artefactPath = join(kernels, 'kernels.wasm');
export const modulePath = join(kernels, 'wasm', 'kernels-wasm.ts');

/** Products and sums are never rounded as one (`-ffp-contract=off`): the bits would depend on the machine. */
const flags = [
  '--target=wasm32 -std=c++20 -O3 -msimd128 -mbulk-memory -mnontrapping-fptoint',
  '-ffp-contract=off -fno-fast-math',
  '-ffreestanding -nostdlib -fno-exceptions -fno-rtti -Wall -Wextra -Werror',
  '-Wl,--no-entry -Wl,--strip-all -Wl,-z,stack-size=65536 -Wl,--export=__heap_base',
].flatMap((line) => line.split(' '));

/** Whether this machine has the compiler. */
export async function hasCompiler(): Promise<boolean> {
  return (await run(compiler, ['--version'], { quiet: true })).code === 0;
}

/** Compiles the kernels to a file; what the compiler says when it fails, else undefined. */
export async function compileKernels(output: string): Promise<string | undefined> {
  const args = [...flags, '-o', output, 'kernels.cc'];
  const ended = await run(compiler, args, { quiet: true, cwd: join(kernels, 'cpp') });
  return ended.code === 0 ? undefined : ended.output;
}

/** The module's bytes as the text of `kernels-wasm.ts`. */
export function moduleText(bytes: Uint8Array): string {
  const comment = '/** Made from `cpp/` by `npm run kernels`: the bytes of `kernels.wasm`, in base 64. */';
  return `${comment}\nexport const kernelsWasm =\n  '${Buffer.from(bytes).toString('base64')}';\n`;
}

if (import.meta.main) {
  const complaint = await compileKernels(artefactPath);
  if (complaint === undefined) {
    const bytes = await readFile(artefactPath);
    await chmod(artefactPath, 0o644);
    await writeFile(modulePath, moduleText(bytes));
    say(`Compiled the kernels: ${bytes.length} bytes.`);
  } else {
    say(`${complaint}\nThe kernels need ${compiler} and wasm-ld-16 (Debian: clang-16, lld-16).`);
    process.exitCode = 1;
  }
}
