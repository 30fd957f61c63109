// The data files of the program, put into the binary by the compiler, so that one file is all there is to
// install. #embed takes a path relative to this file and records it as a dependency: editing a list rebuilds.
// The pages of a mapped binary are read when they are touched, so a resource that is not used costs no memory.

#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CResources.h"

// The shipped knowledge base.
static const unsigned char entities_companies[] = {
#embed "../../config/entities/companies.yaml"
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

// The weights of the name tagger; see LICENSE.md beside them.
static const unsigned char tagger[] = {
#embed "../Extraction/Names/Model/tagger.bin"
};

static const struct daybook_resource resources[] = {
    {"entities/companies.yaml", entities_companies, sizeof entities_companies},
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
    {"tagger.bin", tagger, sizeof tagger},
};

const struct daybook_resource *daybook_resources(size_t *count) {
    *count = sizeof resources / sizeof resources[0];
    return resources;
}
