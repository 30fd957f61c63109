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

static const unsigned char entities_labs[] = {
#embed "../../config/entities/labs.yaml"
};

static const unsigned char entities_people[] = {
#embed "../../config/entities/people.yaml"
};

static const unsigned char entities_funds[] = {
#embed "../../config/entities/funds.yaml"
};

static const unsigned char entities_ai_models[] = {
#embed "../../config/entities/ai-models.yaml"
};

static const unsigned char entities_chips[] = {
#embed "../../config/entities/chips.yaml"
};

static const unsigned char entities_systems[] = {
#embed "../../config/entities/systems.yaml"
};

static const unsigned char entities_services[] = {
#embed "../../config/entities/services.yaml"
};

static const unsigned char entities_places[] = {
#embed "../../config/entities/places.yaml"
};

static const unsigned char entities_agencies[] = {
#embed "../../config/entities/agencies.yaml"
};

static const unsigned char entities_media[] = {
#embed "../../config/entities/media.yaml"
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

static const unsigned char amounts_lunar[] = {
#embed "../Extraction/Amounts/Vocabulary/lunar.tsv"
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

// The cleaner's weights, written by `daybook train-cleaner`.
static const unsigned char html_model[] = {
#embed "../Cleaning/Resources/html.model"
};

static const unsigned char text_model[] = {
#embed "../Cleaning/Resources/text.model"
};

// English given names, family names and places, marked when the tagger is trained; see LICENSE.md beside them.
static const unsigned char names_en[] = {
#embed "../Extraction/Names/Model/names-en.tsv"
};

// English words by the company they stand in; see LICENSE.md beside them.
static const unsigned char clusters_en[] = {
#embed "../Extraction/Names/Model/clusters-en.bin"
};

// The weights of the name tagger; see LICENSE.md beside them.
static const unsigned char tagger[] = {
#embed "../Extraction/Names/Model/tagger.bin"
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
    {"entities/labs.yaml", entities_labs, sizeof entities_labs},
    {"entities/people.yaml", entities_people, sizeof entities_people},
    {"entities/funds.yaml", entities_funds, sizeof entities_funds},
    {"entities/ai-models.yaml", entities_ai_models, sizeof entities_ai_models},
    {"entities/chips.yaml", entities_chips, sizeof entities_chips},
    {"entities/systems.yaml", entities_systems, sizeof entities_systems},
    {"entities/services.yaml", entities_services, sizeof entities_services},
    {"entities/places.yaml", entities_places, sizeof entities_places},
    {"entities/agencies.yaml", entities_agencies, sizeof entities_agencies},
    {"entities/media.yaml", entities_media, sizeof entities_media},
    {"amounts/counted.tsv", amounts_counted, sizeof amounts_counted},
    {"amounts/cues.tsv", amounts_cues, sizeof amounts_cues},
    {"amounts/currencies.tsv", amounts_currencies, sizeof amounts_currencies},
    {"amounts/dates.tsv", amounts_dates, sizeof amounts_dates},
    {"amounts/dates-en.tsv", amounts_dates_en, sizeof amounts_dates_en},
    {"amounts/lunar.tsv", amounts_lunar, sizeof amounts_lunar},
    {"amounts/numerals.tsv", amounts_numerals, sizeof amounts_numerals},
    {"amounts/particles.tsv", amounts_particles, sizeof amounts_particles},
    {"amounts/sides.tsv", amounts_sides, sizeof amounts_sides},
    {"amounts/stopwords.tsv", amounts_stopwords, sizeof amounts_stopwords},
    {"amounts/tense.tsv", amounts_tense, sizeof amounts_tense},
    {"amounts/units.tsv", amounts_units, sizeof amounts_units},
    {"amounts/whole-amounts.tsv", amounts_whole_amounts, sizeof amounts_whole_amounts},
    {"cleaning/html.model", html_model, sizeof html_model},
    {"cleaning/text.model", text_model, sizeof text_model},
    {"names-en.tsv", names_en, sizeof names_en},
    {"clusters-en.bin", clusters_en, sizeof clusters_en},
    {"tagger.bin", tagger, sizeof tagger},
};

const struct daybook_resource *daybook_resources(size_t *count) {
    *count = sizeof resources / sizeof resources[0];
    return resources;
}
