// The data files of the program, put into the binary by the compiler, so that one file is all there is to
// install. #embed takes a path relative to this file and records it as a dependency: editing a list rebuilds.
// The pages of a mapped binary are read when they are touched, so a resource that is not used costs no memory.

#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CResources.h"

// The shipped knowledge base.
static const unsigned char companies[] = {
#embed "../../config/entities/companies.yaml"
};

// The frames facts are read by.
static const unsigned char frames[] = {
#embed "../Extraction/Facts/Data/frames.txt"
};

static const unsigned char modality[] = {
#embed "../Extraction/Facts/Data/modality.txt"
};

static const unsigned char titles[] = {
#embed "../Extraction/Facts/Data/titles.txt"
};

// The digest's words and templates.
static const unsigned char digest_words[] = {
#embed "../Digests/Words/words.tsv"
};
static const unsigned char digest_edition[] = {
#embed "../Digests/Templates/edition.mustache"
};
static const unsigned char digest_index[] = {
#embed "../Digests/Templates/index.mustache"
};
static const unsigned char digest_feed[] = {
#embed "../Digests/Templates/feed.mustache"
};

static const struct daybook_resource resources[] = {
    {"entities/companies.yaml", companies, sizeof companies},
    {"facts/frames.txt", frames, sizeof frames},
    {"facts/modality.txt", modality, sizeof modality},
    {"facts/titles.txt", titles, sizeof titles},
    {"digests/words.tsv", digest_words, sizeof digest_words},
    {"digests/edition.mustache", digest_edition, sizeof digest_edition},
    {"digests/index.mustache", digest_index, sizeof digest_index},
    {"digests/feed.mustache", digest_feed, sizeof digest_feed},
};

const struct daybook_resource *daybook_resources(size_t *count) {
    *count = sizeof resources / sizeof resources[0];
    return resources;
}
