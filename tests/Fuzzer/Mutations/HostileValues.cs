using System.Globalization;

namespace GroundTransport.Fuzzer.Mutations;

/// <summary>Values at and beyond the limits of what a field takes.</summary>
internal static class HostileValues
{
    private static readonly string[] Constants =
    [
        "", " ", "\t", "0", "-0", "-1", "+1", "1", "2", "01", "1.", ".5", "1e9", "1E-7", "1e400", "0x10", "NaN", "Infinity", "-Infinity",
        "127", "128", "255", "256", "32767", "65536", "2147483647", "2147483648", "-2147483649", "9223372036854775807",
        "9223372036854775808", "99999999999999999999999999999999999999", "79228162514264337593543950335", "0.000000000000000000000000001",
        "42.50", "42,50", "1,000.00", "1 000", "１２３", "٣", "¼", "null", "true", "false", "undefined", "N/A", "[object Object]",
        "0001-01-01T00:00:00", "9999-12-31T23:59:59", "9999-12-31T23:59:59-14:00", "2030-02-30T10:00:00", "2030-13-01T00:00:00",
        "2028-02-29T24:00:00", "2030-03-10T02:30:00", "2030-11-03T01:30:00", "2030-06-30T23:59:60", "2030-03-04", "03/04/2030", "15:00",
        "2030-03-04T15:00:00Z", "2030-03-04T15:00:00+14:00", "2030-03-04T15:00:00+99:99", "2030-03-04T15:00:00.123456789",
        "-2030-03-04T15:00:00", "٢٠٣٠-٠٣-٠٤T١٥:٠٠:٠٠", "20300304T150000",
        "US", "us", "USA", "VA", "Virginia", "XX", "DE", "USD", "EUR", "JPY", "KWD", "XXX", "BTC", "usd", "22314", "22314-1234", "00000",
        "DCA", "dca", "IAD", "ZZZ", "LML", "lml", "LML ", "100", "110", "120", "130", "200", "201", "402", "503", "900", "N", "W",
        "4111111111111111", "4111 1111 1111 1111", "xxxxxxxxxxxx1111", "2013-02-19", "0119", "12/99",
        "'", "\"", "' OR 1=1 --", "%", "_", "\\", "\\u0000", "../../etc/passwd", "${jndi:ldap://127.0.0.1/a}", "{{7*7}}", "%s%s%n", "%00",
        "<script>alert(1)</script>", "]]>", "<![CDATA[", "&amp;", "&lt;", "<!--", "--", "\r\n", "a\r\nSet-Cookie: x=1", "=1+1", "@SUM(1)",
        "\u200b", "\u202e\u0041", "\ufeff", "\u00a0", "e\u0301\u0301\u0301", "ﷺ", "İ", "ß", "𝔘𝔫𝔦", "👩‍👩‍👧‍👦", "\ufffd", "\u0085",
        "\u2028",
        "xml:space", "a@b", "@", "a@@b.c", "+1 (703) 555-0142;ext=9", "en-us", "EN", "x-klingon", "*", "W/\"1\"", "\"1\"", "Sedan", "12",
    ];

    public static string Any(Random random) => random.Next(12) switch
    {
        0 => Long(random),
        1 => random.NextInt64(long.MinValue, long.MaxValue).ToString(CultureInfo.InvariantCulture),
        2 => random.Next(0, 10_000).ToString(CultureInfo.InvariantCulture),
        3 => DateTime.UtcNow.AddMinutes(random.Next(-100_000, 1_000_000)).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        4 => (random.NextDouble() * Math.Pow(10, random.Next(-5, 12))).ToString(CultureInfo.InvariantCulture),
        5 => Constants[random.Next(Constants.Length)] + Constants[random.Next(Constants.Length)],
        6 => Text(random, random.Next(1, 40)),
        _ => Constants[random.Next(Constants.Length)],
    };

    /// <summary>Lengths around the limits of fields, and rarely one that is beyond all.</summary>
    private static string Long(Random random)
    {
        var length = random.Next(40) == 0 ? random.Next(10_000, 200_000) : (1 << random.Next(4, 12)) + random.Next(-1, 2);
        return new string(random.Next(4) == 0 ? 'é' : 'x', length);
    }

    /// <summary>Any characters, half surrogate pairs and controls included.</summary>
    private static string Text(Random random, int length) => string.Create(length, random, (characters, source) =>
    {
        for (var at = 0; at < characters.Length; at++)
            characters[at] = (char)(source.Next(3) == 0 ? source.Next(0x10000) : source.Next(0x20, 0x7F));
    });
}
