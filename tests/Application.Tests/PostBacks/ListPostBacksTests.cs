using GroundTransport.Application.Callers;
using GroundTransport.Application.Outbox;
using GroundTransport.Application.PostBacks;
using GroundTransport.TestKit;
using NSubstitute;
using Xunit;

namespace GroundTransport.Application.Tests.PostBacks;

public class ListPostBacksTests
{
    private static readonly Operator Reader = new("desk", Role.Read, null, "call-1");

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Page_has_as_many_rows_as_asked_for_and_a_cursor_only_if_there_are_more(int limit, bool more)
    {
        var queries = Substitute.For<IPostBackQueries>();
        queries.List(default!, default).ReturnsForAnyArgs(call =>
            Enumerable.Range(1, 3).Take(call.Arg<PostBackFilter>().Limit).Select(Row).ToList());

        var page = (await new ListPostBacksHandler(queries)
            .Handle(new ListPostBacks(Reader) { Limit = limit }, TestContext.Current.CancellationToken)).Value;

        Assert.Equal(limit, page.Items.Count);
        Assert.Equal(more, page.Next is not null);
    }

    [Theory]
    [InlineData(1, null, "")]
    [InlineData(0, null, "limit")]
    [InlineData(201, null, "limit")]
    [InlineData(1, "no cursor", "cursor")]
    public void Limit_and_cursor_are_validated(int limit, string? after, string refused) =>
        Assert.Equal(refused, string.Join(' ', new ListPostBacksValidator()
            .Validate(new ListPostBacks(Reader) { Limit = limit, After = after }).Errors.Select(error => error.PropertyName)));

    private static PostBackRow Row(int id) => new(
        id, TestReservations.Id, 2, "RA", PostBackState.Pending, 0, TestClock.Now.AddMinutes(-id), null, null, "", "", "");
}
