using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;

namespace Workspace.Tests.Fuzz;

/// <summary>What a healthy service answered during one call, to be given again.</summary>
internal sealed class RecordedAnswers
{
    private static readonly FuzzAnswer _unknown = new() { Status = 404, Body = "{\"error_code\":\"WKS.0404\",\"error_msg\":\"no such thing\"}"u8.ToArray() };

    private readonly Dictionary<string, List<FuzzAnswer>> _byTarget = [];
    private readonly Dictionary<byte[], JsonPieces> _pieces = [];

    /// <summary>All answers, each once.</summary>
    public IReadOnlyList<FuzzAnswer> All => [.. _byTarget.Values.SelectMany(answers => answers)];

    /// <summary>Where the values of an answer's JSON are.</summary>
    public JsonPieces PiecesOf(FuzzAnswer answer) => _pieces[answer.Body];

    public void Add(HttpRequestMessage request, FuzzAnswer answer)
    {
        string target = Target(request, request.RequestUri!.PathAndQuery);
        if (!_byTarget.TryGetValue(target, out List<FuzzAnswer>? answers))
        {
            _byTarget[target] = answers = [];
        }

        answers.Add(answer);
        _pieces[answer.Body] = new JsonPieces(answer.Body);
    }

    /// <summary>The answer to a request: where it comes again and again, the next one; where it is a little different, what the path was answered.</summary>
    public FuzzAnswer Find(HttpRequestMessage request, Dictionary<string, int> given)
    {
        string target = Target(request, request.RequestUri!.PathAndQuery);
        if (!_byTarget.TryGetValue(target, out List<FuzzAnswer>? answers))
        {
            string path = Target(request, request.RequestUri.AbsolutePath);
            string? near = _byTarget.Keys.FirstOrDefault(key => key.StartsWith(path + "?", StringComparison.Ordinal) || key == path);
            if (near is null)
            {
                _pieces.TryAdd(_unknown.Body, new JsonPieces(_unknown.Body));
                return _unknown;
            }

            answers = _byTarget[near];
        }

        int number = given.GetValueOrDefault(target);
        given[target] = number + 1;
        return answers[int.Min(number, answers.Count - 1)];
    }

    private static string Target(HttpRequestMessage request, string target) => request.Method.Method + " " + target;
}
