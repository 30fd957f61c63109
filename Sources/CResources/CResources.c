// The data files of the program, put into the binary by the compiler, so that one file is all there is to
// install. #embed takes a path relative to this file and records it as a dependency: editing a list rebuilds.
// The pages of a mapped binary are read when they are touched, so a resource that is not used costs no memory.

#pragma clang diagnostic ignored "-Wc23-extensions"

#include "CResources.h"

// The shipped knowledge base.
static const unsigned char companies[] = {
#embed "../../config/entities/companies.yaml"
};

// The cleaner's weights, written by `daybook train-cleaner`.
static const unsigned char html_model[] = {
#embed "../Cleaning/Resources/html.model"
};

static const unsigned char text_model[] = {
#embed "../Cleaning/Resources/text.model"
};

static const struct daybook_resource resources[] = {
    {"entities/companies.yaml", companies, sizeof companies},
    {"cleaning/html.model", html_model, sizeof html_model},
    {"cleaning/text.model", text_model, sizeof text_model},
};

const struct daybook_resource *daybook_resources(size_t *count) {
    *count = sizeof resources / sizeof resources[0];
    return resources;
}
