/* SPDX-License-Identifier: MIT */
/* Gives each file named to a fuzz target once: the corpora, under any compiler. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *f = fopen(argv[i], "rb");
		if (!f || fseek(f, 0, SEEK_END) != 0) {
			perror(argv[i]);
			return 1;
		}
		size_t size = (size_t)ftell(f);
		rewind(f);
		uint8_t *data = malloc(size + !size);  /* no byte more, for ASan */
		if (!data || fread(data, 1, size, f) != size) {
			perror(argv[i]);
			return 1;
		}
		fclose(f);
		fprintf(stderr, "%s\n", argv[i]);  /* after a crash: the culprit */
		LLVMFuzzerTestOneInput(data, size);
		free(data);
	}
	return 0;
}
