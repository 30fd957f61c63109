// The data files of the program, put into the binary by the compiler, so that one file is all there is to
// install. #embed takes a path relative to this file and records it as a dependency: editing a list rebuilds.
// The pages of a mapped binary are read when they are touched, so a resource that is not used costs no memory.

#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CResources.h"

// The shipped knowledge base.
static const unsigned char companies[] = {
#embed "../../config/entities/companies.yaml"
};

// The words of amounts and dates.
static const unsigned char amounts_counted[] = {
#embed "../Extraction/Amounts/Vocabulary/counted.tsv"
};
static const unsigned char amounts_cues[] = {
#embed "../Extraction/Amounts/Vocabulary/cues.tsv"
};
static const unsigned char amounts_currencies[] = {
#embed "../Extraction/Amounts/Vocabulary/currencies.tsv"
};
static const unsigned char amounts_dates[] = {
#embed "../Extraction/Amounts/Vocabulary/dates.tsv"
};
static const unsigned char amounts_dates_en[] = {
#embed "../Extraction/Amounts/Vocabulary/dates-en.tsv"
};
static const unsigned char amounts_numerals[] = {
#embed "../Extraction/Amounts/Vocabulary/numerals.tsv"
};
static const unsigned char amounts_particles[] = {
#embed "../Extraction/Amounts/Vocabulary/particles.tsv"
};
static const unsigned char amounts_sides[] = {
#embed "../Extraction/Amounts/Vocabulary/sides.tsv"
};
static const unsigned char amounts_stopwords[] = {
#embed "../Extraction/Amounts/Vocabulary/stopwords.tsv"
};
static const unsigned char amounts_tense[] = {
#embed "../Extraction/Amounts/Vocabulary/tense.tsv"
};
static const unsigned char amounts_units[] = {
#embed "../Extraction/Amounts/Vocabulary/units.tsv"
};
static const unsigned char amounts_whole_amounts[] = {
#embed "../Extraction/Amounts/Vocabulary/whole-amounts.tsv"
};

static const struct daybook_resource resources[] = {
    {"entities/companies.yaml", companies, sizeof companies},
    {"amounts/counted.tsv", amounts_counted, sizeof amounts_counted},
    {"amounts/cues.tsv", amounts_cues, sizeof amounts_cues},
    {"amounts/currencies.tsv", amounts_currencies, sizeof amounts_currencies},
    {"amounts/dates.tsv", amounts_dates, sizeof amounts_dates},
    {"amounts/dates-en.tsv", amounts_dates_en, sizeof amounts_dates_en},
    {"amounts/numerals.tsv", amounts_numerals, sizeof amounts_numerals},
    {"amounts/particles.tsv", amounts_particles, sizeof amounts_particles},
    {"amounts/sides.tsv", amounts_sides, sizeof amounts_sides},
    {"amounts/stopwords.tsv", amounts_stopwords, sizeof amounts_stopwords},
    {"amounts/tense.tsv", amounts_tense, sizeof amounts_tense},
    {"amounts/units.tsv", amounts_units, sizeof amounts_units},
    {"amounts/whole-amounts.tsv", amounts_whole_amounts, sizeof amounts_whole_amounts},
};

const struct daybook_resource *daybook_resources(size_t *count) {
    *count = sizeof resources / sizeof resources[0];
    return resources;
}
