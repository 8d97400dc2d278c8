/* The rule of menu_twiml.c for web servers: nginx 1.18 and later, Apache 2.4. */
#include "export/menu_parts.h"

static const char NGINX[] = "# For the http block of nginx:\n"
                            "map $arg_Digits $aloud_key {\n    default none;\n    \"~^([0-9])$\" $1;\n    "
                            "\"~*^(\\*|%2A)$\" star;\n    \"~^%23$\" hash;\n}\n"
                            "# For the server block, which has \"root\" set:\n"
                            "location ~ "
                            "^(?<aloud_top>.*)/(?<aloud_a>[^/]+)/(?<aloud_b>[^/]+)/(?<aloud_c>[^/]+)/"
                            "(?<aloud_mode>key|paused|wrong[0-9]|contact[0-9]+)$ {\n"
                            "    default_type text/xml;\n"
                            "    try_files $aloud_top/$aloud_mode-$aloud_key.xml\n"
                            "              $aloud_top/$aloud_a/$aloud_b/$aloud_c/$aloud_key.xml\n"
                            "              $aloud_top/$aloud_a/$aloud_b/$aloud_key.xml\n"
                            "              $aloud_top/$aloud_a/$aloud_key.xml\n"
                            "              $aloud_top/$aloud_key.xml\n"
                            "              $aloud_top/$aloud_a/$aloud_b/$aloud_c/wrong.xml\n"
                            "              $aloud_top/$aloud_mode-wrong.xml\n"
                            "              $aloud_top/wrong.xml =404;\n}\n";

#define STATE "^(.*)/([^/]+)/([^/]+)/([^/]+)/(key|paused|wrong[0-9]|contact[0-9]+)$"
#define TRY(file, target)                                                                                              \
    "RewriteCond %{REQUEST_FILENAME} " STATE "\nRewriteCond " file " -f\nRewriteRule " STATE " " target " [L]\n"
#define KEY "%{ENV:ALOUD_KEY}"

static const char APACHE[] =
    "# For Apache with mod_rewrite, in the folder of these documents (AllowOverride FileInfo Options).\n"
    "RewriteEngine On\nRewriteRule ^ - [E=ALOUD_KEY:none]\n"
    "RewriteCond %{QUERY_STRING} (?:^|&)Digits=([0-9])(?:&|$)\nRewriteRule ^ - [E=ALOUD_KEY:%1]\n"
    "RewriteCond %{QUERY_STRING} (?:^|&)Digits=(?:\\*|%2A)(?:&|$) [NC]\nRewriteRule ^ - [E=ALOUD_KEY:star]\n"
    "RewriteCond %{QUERY_STRING} (?:^|&)Digits=%23(?:&|$)\nRewriteRule ^ - [E=ALOUD_KEY:hash]\n" TRY(
        "%1/%5-" KEY ".xml", "$1/$5-" KEY ".xml") TRY("%1/%2/%3/%4/" KEY ".xml", "$1/$2/$3/$4/" KEY ".xml")
        TRY("%1/%2/%3/" KEY ".xml", "$1/$2/$3/" KEY ".xml") TRY("%1/%2/" KEY ".xml", "$1/$2/" KEY ".xml")
            TRY("%1/" KEY ".xml", "$1/" KEY ".xml") TRY("%1/%2/%3/%4/wrong.xml", "$1/$2/$3/$4/wrong.xml")
                TRY("%1/%5-wrong.xml", "$1/$5-wrong.xml") TRY("%1/wrong.xml", "$1/wrong.xml");

bool menu_twiml_host(struct menu_files *files)
{
    struct buffer *nginx = menu_file_add(files, "nginx.conf");
    if (nginx) buffer_append_text(nginx, NGINX);
    struct buffer *apache = menu_file_add(files, ".htaccess");
    if (apache) buffer_append_text(apache, APACHE);
    return nginx && apache;
}
