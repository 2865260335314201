using System.Xml.Linq;
using GroundTransport.TestKit.Schemas;

namespace GroundTransport.Infrastructure.Tests.ConcurWire.Schemas;

/// <summary>The schemas are useful only if they reject mistakes: each mistake here must be found.</summary>
public sealed class SchemaMutationTests
{
    public static TheoryData<string> Samples => [.. SampleReplies.All.Keys];

    public static TheoryData<string, string> Mutations
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var (sample, mutations) in MutationCatalog.BySample)
            {
                foreach (var mutation in mutations)
                    cases.Add(sample, mutation.Name);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Validate_of_a_sample_finds_nothing(string sample) => Assert.Empty(WireSchema.Validate(SampleReplies.All[sample]));

    [Theory]
    [MemberData(nameof(Mutations))]
    public void Validate_of_a_mutated_sample_finds_the_mistake(string sample, string mutation)
    {
        var root = Parse(sample);
        var before = Text(root);

        MutationCatalog.BySample[sample].Single(candidate => candidate.Name == mutation).Apply(root);

        Assert.NotEqual(before, Text(root));
        Assert.NotEmpty(WireSchema.Validate(Text(root)));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Catalog_of_each_sample_has_at_least_twenty_mutations(string sample) =>
        Assert.InRange(MutationCatalog.BySample[sample].Count, 20, int.MaxValue);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Validate_of_a_sample_lacking_any_one_element_finds_it(string sample) =>
        AssertEachFound(sample, element => !MayBeAbsent(element), element => element.Remove());

    [Theory]
    [MemberData(nameof(Samples))]
    public void Validate_of_a_sample_with_any_one_element_twice_finds_it(string sample) =>
        AssertEachFound(sample, element => element.Name.LocalName != "Limo", element => element.AddAfterSelf(new XElement(element)));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Validate_of_a_sample_with_any_two_neighbours_swapped_finds_it(string sample) =>
        AssertEachFound(
            sample,
            element => element.ElementsAfterSelf().FirstOrDefault() is { } next && next.Name != element.Name,
            element =>
            {
                var next = element.ElementsAfterSelf().First();
                element.Remove();
                next.AddAfterSelf(element);
            });

    [Theory]
    [MemberData(nameof(Samples))]
    public void Validate_of_a_sample_with_an_unknown_element_anywhere_finds_it(string sample) =>
        AssertEachFound(sample, _ => true, element => element.AddAfterSelf(new XElement("Unknown")));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Validate_of_a_sample_with_an_unknown_attribute_anywhere_finds_it(string sample) =>
        AssertEachFound(sample, _ => true, element => element.SetAttributeValue("unknown", "1"));

    private static void AssertEachFound(string sample, Func<XElement, bool> applies, Action<XElement> mutate)
    {
        var missed = new List<string>();
        var count = Parse(sample).Descendants().Count();
        for (var i = 0; i < count; i++)
        {
            var root = Parse(sample);
            var element = root.Descendants().ElementAt(i);
            if (!applies(element))
                continue;

            var path = string.Join('/', element.AncestorsAndSelf().Reverse().Select(e => e.Name.LocalName));
            mutate(element);
            if (WireSchema.Validate(Text(root)).Count == 0)
                missed.Add(path);
        }

        Assert.Empty(missed);
    }

    // The few elements whose absence says something: a form not accepted, one ride fewer, nothing of the kind asked for, no payment known.
    private static bool MayBeAbsent(XElement element) => (element.Parent!.Name.LocalName, element.Name.LocalName) switch
    {
        ("FormOfPayment", _) when element.Parent.Elements().Count() > 1 => true,
        ("FormOfPayment", _) => element.Document!.Root!.Element("Error")!.Element("ErrorCode")!.Value.Length > 0,
        ("Limos", "Limo") => element.Parent.Elements().Count() > 1,
        ("PickupLocation" or "DropoffLocation", "TrainStation" or "ExtraNotes") or ("Airport", "Flight") or ("TrainStation", "Train") =>
            element.Ancestors("RequestData").Any(),
        _ => false,
    };

    private static XElement Parse(string sample) => XDocument.Parse(SampleReplies.All[sample]).Root!;

    private static string Text(XElement root) => root.ToString(SaveOptions.DisableFormatting);
}
