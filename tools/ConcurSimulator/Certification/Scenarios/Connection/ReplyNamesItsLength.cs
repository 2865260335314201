using ConcurSimulator.Certification.Expectations;
using ConcurSimulator.Certification.Vocabulary;
using ConcurSimulator.Wire;

namespace ConcurSimulator.Certification.Scenarios.Connection;

internal sealed class ReplyNamesItsLength() : Scenario("A reply has a Content-Length and isn't chunked", MessageNames.Search)
{
    public override async Task Play(Given given, When when, Then then)
    {
        var answer = await when.Sends(given.Search());

        then.Documented(Page.Search, answer.HasItsLength());
        then.Documented(Page.HttpStatus, answer.IsNotChunked());
    }
}
