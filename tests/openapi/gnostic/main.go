// Compares a document in protobuf with the same document in JSON: both are read by gnostic, as kubectl does, and must
// make equal messages.
//
//	gnostic v2|v3 DOCUMENT.json DOCUMENT.pb
package main

import (
	"encoding/json"
	"fmt"
	"os"

	openapi2 "github.com/google/gnostic-models/openapiv2"
	openapi3 "github.com/google/gnostic-models/openapiv3"
	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

func main() {
	text, err := os.ReadFile(os.Args[2])
	check(err)
	message, err := os.ReadFile(os.Args[3])
	check(err)
	var wanted, got proto.Message
	if os.Args[1] == "v2" {
		wanted, err = openapi2.ParseDocument(text)
		got = &openapi2.Document{}
	} else {
		wanted, err = openapi3.ParseDocument(text)
		got = &openapi3.Document{}
	}
	check(err)
	check(proto.Unmarshal(message, got))
	canonical(wanted.ProtoReflect())
	canonical(got.ProtoReflect())
	if len(got.ProtoReflect().GetUnknown()) > 0 {
		check(fmt.Errorf("unknown fields"))
	}
	if !proto.Equal(wanted, got) {
		os.WriteFile(os.Args[3]+".wanted", []byte(prototext.Format(wanted)), 0o644)
		os.WriteFile(os.Args[3]+".got", []byte(prototext.Format(got)), 0o644)
		check(fmt.Errorf("the messages differ: diff %s.wanted %s.got", os.Args[3], os.Args[3]))
	}
}

// canonical rewrites the YAML of free values, which may be spelled in several ways, as JSON.
func canonical(message protoreflect.Message) {
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.Name() == "yaml":
			var free any
			check(yaml.Unmarshal([]byte(value.String()), &free))
			text, err := json.Marshal(free)
			check(err)
			message.Set(field, protoreflect.ValueOfString(string(text)))
		case field.Message() == nil:
		case field.IsList():
			for i := 0; i < value.List().Len(); i++ {
				canonical(value.List().Get(i).Message())
			}
		default:
			canonical(value.Message())
		}
		return true
	})
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
