/* Stand-ins for the programs that coach.cmd and start.cmd call on Windows. Wine has a "where" and a "findstr"
   that say 0 to everything. The name of the .exe says which program it is.

   java     writes its command line to %STANDINS%\java.log, a line each. The first line of
            %STANDINS%\java.codes is its exit code, and is taken away; without one the code is 10. With
            --list-modules it prints %STANDINS%\modules instead.
   git      writes its command line to %STANDINS%\git.log, and makes the folder that its last argument names;
            with a file %STANDINS%\git.fails it fails
   where    /q NAME: 0 when a folder of the PATH has it with an extension of PATHEXT
   findstr  [/b] [/r] [/c:WORDS] WORDS: what coach.cmd uses of it, on the standard input */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include <windows.h>

static FILE *stand_in(const wchar_t *name, const wchar_t *mode) {
    wchar_t path[4096];
    _snwprintf(path, 4096, L"%ls\\%ls", _wgetenv(L"STANDINS"), name);
    return _wfopen(path, mode);
}

static void log_call(const wchar_t *name, int argc, wchar_t **argv) {
    char utf8[32768];
    FILE *file = stand_in(name, L"ab");
    for (int i = 1; i < argc; i++) {
        WideCharToMultiByte(CP_UTF8, 0, argv[i], -1, utf8, sizeof utf8, NULL, NULL);
        fprintf(file, "%s\n", utf8);
    }
    fclose(file);
}

static int git(int argc, wchar_t **argv) {
    log_call(L"git.log", argc, argv);
    FILE *fails = stand_in(L"git.fails", L"rb");
    return fails || !CreateDirectoryW(argv[argc - 1], NULL) ? 128 : 0;
}

static int java(int argc, wchar_t **argv) {
    char line[4096], rest[4096] = "";
    int code = 10;
    FILE *file;
    if (argc > 1 && !wcscmp(argv[1], L"--list-modules")) {
        file = stand_in(L"modules", L"rb");
        while (file && fgets(line, sizeof line, file)) fputs(line, stdout);
        return file ? 0 : 1;
    }
    log_call(L"java.log", argc, argv);
    file = stand_in(L"java.codes", L"rb");
    if (file) {
        if (fgets(line, sizeof line, file)) code = atoi(line);
        rest[fread(rest, 1, sizeof rest - 1, file)] = 0;
        fclose(file);
        file = stand_in(L"java.codes", L"wb");
        fputs(rest, file);
        fclose(file);
        if (!*rest) {
            wchar_t path[4096];
            _snwprintf(path, 4096, L"%ls\\java.codes", _wgetenv(L"STANDINS"));
            _wremove(path);
        }
    }
    return code;
}

static int where(int argc, wchar_t **argv) {
    wchar_t found[4096], extensions[4096];
    wcsncpy(extensions, _wgetenv(L"PATHEXT") ? _wgetenv(L"PATHEXT") : L".COM;.EXE;.BAT;.CMD", 4095);
    for (wchar_t *e = wcstok(extensions, L";"); e; e = wcstok(NULL, L";"))
        if (SearchPathW(NULL, argv[argc - 1], e, 4096, found, NULL)) return 0;
    return 1;
}

static int in_class(const char **pattern, char c) {
    int hit = 0;
    const char *p = *pattern + 1;
    for (; *p != ']'; p++) {
        if (p[1] == '-') {
            hit |= p[0] <= c && c <= p[2];
            p += 2;
        } else {
            hit |= *p == c;
        }
    }
    *pattern = p + 1;
    return hit;
}

static int begins(const char *line, const char *pattern, int regex) {
    while (*pattern) {
        if (regex && *pattern == '[') {
            if (!in_class(&pattern, *line)) return 0;
        } else if (*line != *pattern && !(regex && *pattern == '.' && *line)) {
            return 0;
        } else {
            pattern++;
        }
        line++;
    }
    return 1;
}

static int findstr(int argc, wchar_t **argv) {
    int beginning = 0, regex = 0, found = 0, count = 0;
    char words[4096] = "", line[65536], *patterns[16];
    for (int i = 1; i < argc; i++) {
        if (!wcscmp(argv[i], L"/b")) beginning = 1;
        else if (!wcscmp(argv[i], L"/r")) regex = 1;
        else if (!wcsncmp(argv[i], L"/c:", 3)) {
            wcstombs(words, argv[i] + 3, sizeof words);
            patterns[count++] = words;
        } else {
            wcstombs(words, argv[i], sizeof words);
            for (char *p = strtok(words, " "); p; p = strtok(NULL, " ")) patterns[count++] = p;
        }
    }
    while (fgets(line, sizeof line, stdin)) {
        int hit = 0;
        for (int i = 0; i < count; i++)
            for (char *at = line; *at && !hit; at = beginning ? line + strlen(line) : at + 1)
                hit = begins(at, patterns[i], regex);
        if (hit) fputs(line, stdout);
        found |= hit;
    }
    return !found;
}

int wmain(int argc, wchar_t **argv) {
    wchar_t name[4096];
    GetModuleFileNameW(NULL, name, 4096);
    if (wcsstr(name, L"where.exe")) return where(argc, argv);
    if (wcsstr(name, L"git.exe")) return git(argc, argv);
    if (wcsstr(name, L"findstr.exe")) return findstr(argc, argv);
    return java(argc, argv);
}
