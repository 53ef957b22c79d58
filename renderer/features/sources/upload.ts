import { problem, problemSchema, raise } from '#contract/errors';
import { httpPaths, uploadSchema } from '#contract/http';
import type { Upload } from '#contract/http';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    return raise(
      problem('internal', 'The workstation answered an upload with something that is not JSON.'),
      cause,
    );
  }
}

function readAnswer(request: XMLHttpRequest, name: string): Upload {
  if (request.status >= 200 && request.status < 300)
    return uploadSchema.parse(parseJson(request.responseText));
  const fault = problemSchema.safeParse(
    request.responseText === '' ? undefined : parseJson(request.responseText),
  );
  return raise(
    fault.success
      ? fault.data
      : problem('internal', `The upload was answered with ${request.status}.`, { file: name }),
  );
}

/** Sends a file to the workspace; `onProgress` gets the sent share in [0, 1]. Fails with a problem that names the file. */
export function uploadFile(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', httpPaths.uploads(file.name));
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      try {
        resolve(readAnswer(request, file.name));
      } catch (error) {
        reject(error);
      }
    });
    request.addEventListener('error', () =>
      reject(
        problem('unreadable_file', 'The file could not be sent: the workstation did not take it.', {
          file: file.name,
        }),
      ),
    );
    request.addEventListener('abort', () => reject(problem('cancelled', 'Cancelled.', { file: file.name })));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
